import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { fpingFloor, libraryFloor } from './floors.ts'
import { failedVisits, lateVisits, type LoopbackStage } from './loopback-stage.ts'
import { withLoopbackStage } from './with-stage.ts'

const routers = 12_000
const browsers = 10
const cycles = 2
const cycleMs = 60_000
const sweepsACycle = 6

export const nationalBench: Bench = {
  name: 'national',
  says: `the national fleet: ${routers} routers swept every 10 s and visited every 60 s, judged, stored, pushed to ${browsers} browsers`,
  about: `The real collector watches ${routers} routers of loopback: one \`snmpd\` answers for all of them and the kernel answers the
echoes. Each is swept by fping every 10 s and visited once a minute by one GET of 12 values (SNMPv2c), in the order of a
network that hangs on 400 hubs; everything is judged, stored and pushed to ${browsers} browsers. After every router was visited
twice, ${cycles} cycles of a minute are measured. Processor time is user and system time of all processes of the collector, fping
included. The floors are of the same run: fping alone, asking as often, and the SNMP library alone in its plain use, a
session and a GET of ten values for each router, with nothing judged or stored.`,
  run,
}

function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  return withLoopbackStage({ routers, browsers, visits: 2 }, { tell, signal }, async (stage) => {
    tell(`measuring ${cycles} cycles`)
    const figures = await measured(stage, signal)
    tell('measuring the floors')
    const echoes = (await fpingFloor(routers)) * sweepsACycle
    const visits = await libraryFloor(routers, stage.agent.port)
    return [
      ...figures,
      figure('floor: fping alone, as many echoes', echoes, 's'),
      figure('floor: the SNMP library alone, as many GETs', visits, 's'),
    ]
  })
}

async function measured({ collector, watchers }: LoopbackStage, signal: AbortSignal): Promise<Figure[]> {
  const before = {
    health: await collector.health(),
    use: collector.use(),
    frames: watchers.frames,
    bytes: watchers.bytes,
  }
  const from = performance.now()
  await wait(cycles * cycleMs, undefined, { signal })
  const use = collector.use()
  const took = (performance.now() - from) / cycleMs
  const health = await collector.health()
  const ofIt = (now: number, then: number): number => (now - then) / took
  return [
    figure('processor time a cycle', ofIt(use.cpuSeconds, before.use.cpuSeconds), 's', 6),
    figure('resident memory', use.residentMb, 'MB', 400),
    figure('resident memory at its most', use.peakMb, 'MB'),
    {
      ...figure(
        'visits a cycle',
        ofIt(health.snmp.visits, before.health.snmp.visits),
        'visits',
        routers * 0.98,
      ),
      isFloor: true,
    },
    {
      ...figure(
        'slices of sweeps a cycle',
        ofIt(health.icmp.sweeps, before.health.icmp.sweeps),
        'slices',
        59.5,
      ),
      isFloor: true,
    },
    figure('visits that failed', failedVisits(health) - failedVisits(before.health), 'visits', 0),
    figure('visits late or skipped', lateVisits(health) - lateVisits(before.health), 'visits', 0),
    figure('slices of sweeps late', health.icmp.late - before.health.icmp.late, 'slices', 0),
    figure('event loop held up, p99', health.eventLoopP99Ms, 'ms', 50),
    figure('written to disk a cycle', ofIt(use.writtenBytes, before.use.writtenBytes) / 1e6, 'MB'),
    figure(`frames to ${browsers} browsers a cycle`, ofIt(watchers.frames, before.frames), 'frames'),
    figure('sent to a browser a cycle', ofIt(watchers.bytes, before.bytes) / browsers / 1e6, 'MB'),
    figure('holes in what browsers got', watchers.holes, 'frames', 0),
  ]
}
