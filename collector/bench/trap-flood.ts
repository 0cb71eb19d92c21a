import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Health } from '../serve/wire.ts'
import type { Bench, Figure } from './bench.ts'
import type { FloodOrder } from './flood-sender.ts'
import { RunningCollector } from './running-collector.ts'
import { access, keys, startTimedAgents, type TimedAgents } from './timed-agents.ts'

const routers = 46
const sweepMs = 2_000
const seconds = 10
/** Until every router has been found, and is asked in its rhythm. */
const warmUpMs = 20_000
const afterwardsMs = 2_500
const sender = fileURLToPath(new URL('./flood-sender.ts', import.meta.url))

export const trapFloodBench: Bench = {
  name: 'trap-flood',
  says: `what 10,000 traps a second, and 1,000 forged ones of SNMPv3, do to a collector that polls ${routers} routers`,
  about: `What traps do to a collector that asks ${routers} routers of loopback every ${sweepMs / 1_000} s (half of them by SNMPv3, signed and
encrypted), as a process of its own; the routers note when they are asked. Each flood takes ${seconds} seconds and comes from
another process: 10,000 traps a second with the right community from ${routers + 1} addresses, of which ${routers} are the routers',
then 1,000 a second of SNMPv3 with the right user, half of the right engine, all signed with other keys. The same time
without a flood is there to compare. The keys of SNMPv3 are those of the users, made once for their own engines: for engines
that nobody has, none is made.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-trap-flood-'))
  const agents = await startTimedAgents(routers)
  let collector: RunningCollector | null = null
  try {
    const devices = join(folder, 'devices.yaml')
    writeFileSync(devices, devicesOf(agents))
    collector = await RunningCollector.start({ devices, data: join(folder, 'data') })
    tell(`polling ${routers} routers, warming up for ${warmUpMs / 1_000} s`)
    await wait(warmUpMs, undefined, { signal })
    const stage = { agents, collector, tell, signal }
    const sources = agents.agents.map((_, at) => sourceOf(at))
    const port = collector.trapPort
    const calm = await measured('no flood', null, stage)
    const known = await measured(
      '10,000/s',
      {
        port,
        seconds,
        perSecond: 10_000,
        sources: [...sources, '127.0.4.1'],
        as: { community: access.community },
      },
      stage,
    )
    const forged = await measured(
      'forged v3, 1,000/s',
      { port, seconds, perSecond: 1_000, sources, as: { user: access.user } },
      stage,
    )
    return [...calm, ...known, ...forged]
  } catch (error) {
    if (signal.aborted) return []
    throw error
  } finally {
    await collector?.stop()
    await agents.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Stage {
  agents: TimedAgents
  collector: RunningCollector
  tell(line: string): void
  signal: AbortSignal
}

async function measured(name: string, order: FloodOrder | null, stage: Stage): Promise<Figure[]> {
  const { agents, collector, tell, signal } = stage
  const before = { health: await collector.health(), use: collector.use(), atMs: performance.now() }
  const sent = order === null ? 0 : await flood(order, signal)
  if (order === null) await wait(seconds * 1_000, undefined, { signal })
  const untilMs = performance.now()
  const { cpuSeconds } = collector.use()
  await wait(afterwardsMs, undefined, { signal })
  const health = await collector.health()
  const { late, gaps } = rhythm(agents.askedAtMs(), before.atMs, untilMs)
  const figure = (what: string, value: number, unit: string, goal: number | null = null): Figure => ({
    what: `${name}: ${what}`,
    value: Number(value.toFixed(1)),
    unit,
    goal,
  })
  const figures = [
    figure('polls lost', lost(health) - lost(before.health) + gaps, 'polls', 0),
    figure('polls off their rhythm, p99', late, 'ms', 2_000),
    figure('memory of the collector, growth', collector.use().residentMb - before.use.residentMb, 'MB', 64),
    figure(
      'processor',
      ((cpuSeconds - before.use.cpuSeconds) / ((untilMs - before.atMs) / 1_000)) * 100,
      '% of a core',
    ),
  ]
  const [then, now] = [before.health.trap, health.trap]
  if (order === null || then === null || now === null) return figures
  const refused = sum(now.refused) - sum(then.refused)
  tell(`${name}: ${sent} sent; ${JSON.stringify(now.refused)} refused by now`)
  return [
    ...figures,
    figure('sent', sent, 'traps'),
    figure('received', now.received - then.received, 'traps'),
    figure('refused and counted', refused, 'traps'),
    figure('visits asked for', now.visits - then.visits, 'visits', (routers * seconds) / 10 + routers),
    figure('SNMPv3 keys made', now.keysDerived - then.keysDerived, 'keys', routers),
    figure('receiver died', now.restarts - then.restarts, 'times', 0),
  ]
}

async function flood(order: FloodOrder, signal: AbortSignal): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [sender, JSON.stringify(order)], { signal })
  return Number(stdout)
}

/** Milliseconds by which the intervals between sweeps missed their length, and sweeps that did not come at all. */
function rhythm(asked: number[][], fromMs: number, untilMs: number): { late: number; gaps: number } {
  const misses: number[] = []
  let gaps = 0
  for (const times of asked) {
    const within = times.filter((at) => at >= fromMs - sweepMs && at <= untilMs)
    for (const [at, time] of within.entries()) {
      const last = within[at - 1]
      if (last === undefined) continue
      // Asked twice in a row: a try that was made again.
      const periods = Math.max(1, Math.round((time - last) / sweepMs))
      gaps += periods - 1
      misses.push(Math.abs(time - last - periods * sweepMs))
    }
  }
  misses.sort((a, b) => a - b)
  return { late: misses[Math.floor((misses.length - 1) * 0.99)] ?? 0, gaps }
}

/** Polls that were not begun in time, passed over, or not answered. */
function lost({ icmp, snmp }: Health): number {
  return icmp.late + snmp.late + snmp.skipped + sum(snmp.failed)
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function sourceOf(at: number): string {
  return `127.0.3.${at + 1}`
}

function devicesOf({ agents }: TimedAgents): string {
  const auth = `auth: { protocol: SHA-256, key: ${keys.authKey} }, priv: { protocol: AES-128, key: ${keys.privKey} }`
  const offices = agents.map(({ port, isV3 }, at) => {
    const who = isV3
      ? `version: 3, user: ${access.user}, level: authPriv, ${auth}`
      : `community: ${access.community}`
    return `  - code: "${910_000 + at}"
    name: Bangku ${at}
    type: kua
    province: "31"
    routers: [{ id: ce${at}, address: 127.0.0.1, traps_from: [${sourceOf(at)}], snmp: { port: ${port}, ${who} } }]
    links: [{ id: link${at}, router: ce${at}, interface: wan0, reach: snmp }]
`
  })
  return `organisation: Bangku uji
icmp: { every: ${sweepMs / 1_000}s }
snmp: { every: 15s }
satker:
${offices.join('')}`
}
