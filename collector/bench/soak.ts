import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { failedVisits, lateVisits, type LoopbackStage } from './loopback-stage.ts'
import { withLoopbackStage } from './with-stage.ts'

const routers = 12_000
const browsers = 10
const minutes = 10
/** By then all that is remembered of some minutes is full, which takes memory once, and every router was searched twice. */
const visitsBefore = 11
const sampleMs = 15_000

export const soakBench: Bench = {
  name: 'soak',
  says: `the national fleet for ${minutes} minutes: whether memory, descriptors and the event loop stay where they are`,
  about: `The fleet of \`national\`, for ${minutes} minutes after every router was visited ${visitsBefore} times, looked at every ${sampleMs / 1_000} seconds:
by then all that is remembered of some minutes is full, such as the echoes by which a link is judged. Meanwhile every router
is searched for tunnels and sessions as well. What grew is told by the least of the last third against the least of the
first, since a heap breathes between two collections.`,
  run,
}

function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  return withLoopbackStage({ routers, browsers, visits: visitsBefore }, { tell, signal }, (stage) => {
    tell(`${minutes} minutes from now on`)
    return soaked(stage, tell, signal)
  })
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
    figure('visits late or skipped', lateVisits(health) - lateVisits(before.health), 'visits', 0),
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
