import { setTimeout as wait } from 'node:timers/promises'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { libraryFloor } from './floors.ts'
import { failedVisits } from './loopback-stage.ts'
import { withLoopbackStage } from './with-stage.ts'

const routers = 12_000
const cycles = 2
const cycleMs = 60_000

export const visitsBench: Bench = {
  name: 'visits',
  says: `${routers} routers visited once a minute by the product's own visits, judged and stored, and next to no echoes`,
  about: `The same fleet as \`national\`, swept only every ten minutes and watched by nobody: what is left is the visits, whole, with
what is judged and stored of them. The floor is of the same run: the SNMP library alone in its plain use, a session and a
GET of ten values for each router, with nothing judged or stored.`,
  run,
}

function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  return withLoopbackStage({ routers, sweep: '10m', visits: 2 }, { tell, signal }, async (stage) => {
    const { collector, agent } = stage
    tell(`measuring ${cycles} cycles`)
    const before = { health: await collector.health(), use: collector.use() }
    await wait(cycles * cycleMs, undefined, { signal })
    const use = collector.use()
    const health = await collector.health()
    const done = health.snmp.visits - before.health.snmp.visits
    const seconds = use.cpuSeconds - before.use.cpuSeconds
    tell('measuring the floor')
    const floor = await libraryFloor(routers, agent.port)
    const aCycle = (seconds / done) * routers
    return [
      figure(`processor time of ${routers} visits`, aCycle, 's', 2.2),
      figure('processor time of a visit', (seconds / done) * 1e6, 'µs'),
      figure('as a multiple of the floor', aCycle / floor, '×'),
      figure('visits that failed', failedVisits(health) - failedVisits(before.health), 'visits', 0),
      figure('visits late', health.snmp.late - before.health.snmp.late, 'visits', 0),
      figure('resident memory', use.residentMb, 'MB', 400),
      figure('event loop held up, p99', health.eventLoopP99Ms, 'ms', 50),
      figure(`floor: the SNMP library alone, ${routers} GETs`, floor, 's'),
    ]
  })
}
