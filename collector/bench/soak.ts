import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Figure } from './bench.ts'
import { failedVisits, type LoopbackStage, startLoopbackStage, visitedOften } from './loopback-stage.ts'

const routers = 12_000
const browsers = 10
const minutes = 10
const sampleMs = 15_000
const warmUpSeconds = 240

export const soakBench: Bench = {
  name: 'soak',
  says: `the national fleet for ${minutes} minutes: whether memory, descriptors and the event loop stay where they are`,
  about: `The fleet of \`national\`, for ${minutes} minutes after every router was visited twice, looked at every ${sampleMs / 1_000} seconds. What
grew is told by the least of the last third against the least of the first, since a heap breathes between two collections.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const stage = await startLoopbackStage({ routers, browsers })
  if (stage === null) {
    tell('snmpd is not installed, and nobody would answer: apt-get install snmpd')
    return []
  }
  try {
    await visitedOften(stage.collector, 2, { signal, mostSeconds: warmUpSeconds })
    tell(`every router visited twice; ${minutes} minutes from now on`)
    return await soaked(stage, tell, signal)
  } catch (error) {
    if (signal.aborted) return []
    throw error
  } finally {
    await stage.stop()
  }
}

interface Sample {
  residentMb: number
  descriptors: number
  loopP99Ms: number
}

async function soaked(
  { collector, watchers }: LoopbackStage,
  tell: (line: string) => void,
  signal: AbortSignal,
): Promise<Figure[]> {
  const before = {
    health: await collector.health(),
    cpu: collector.use().cpuSeconds,
    atMs: performance.now(),
  }
  const samples: Sample[] = []
  while (performance.now() - before.atMs < minutes * 60_000) {
    await wait(sampleMs, undefined, { signal })
    const { residentMb, descriptors } = collector.use()
    samples.push({ residentMb, descriptors, loopP99Ms: (await collector.health()).eventLoopP99Ms })
    if (samples.length % 8 === 0) tell(`${Math.round(residentMb)} MB, ${descriptors} descriptors`)
  }
  const took = (performance.now() - before.atMs) / 60_000
  const health = await collector.health()
  const { late, skipped } = health.snmp
  const figure = (what: string, value: number, unit: string, goal: number | null = null): Figure => ({
    what,
    value,
    unit,
    goal,
  })
  return [
    figure('resident memory at the end', samples.at(-1)?.residentMb ?? 0, 'MB', 400),
    figure('growth of resident memory', growthOf(samples.map(({ residentMb }) => residentMb)), 'MB', 10),
    figure(
      'growth of open descriptors',
      growthOf(samples.map(({ descriptors }) => descriptors)),
      'descriptors',
      0,
    ),
    figure(
      'event loop held up, worst minute, p99',
      Math.max(...samples.map(({ loopP99Ms }) => loopP99Ms)),
      'ms',
      50,
    ),
    figure('processor time a minute', (collector.use().cpuSeconds - before.cpu) / took, 's', 6),
    figure(
      'visits late or skipped',
      late + skipped - before.health.snmp.late - before.health.snmp.skipped,
      'visits',
      0,
    ),
    figure('visits that failed', failedVisits(health) - failedVisits(before.health), 'visits', 0),
    figure('slices of sweeps late', health.icmp.late - before.health.icmp.late, 'slices', 0),
    figure('write-ahead file at the end', health.database.walBytes / 2 ** 20, 'MiB', 64),
    figure('holes in what browsers got', watchers.holes, 'frames', 0),
  ]
}

/** By the least of each, which is what is really held. */
function growthOf(values: readonly number[]): number {
  const third = Math.floor(values.length / 3)
  return Math.min(...values.slice(-third)) - Math.min(...values.slice(0, third))
}
