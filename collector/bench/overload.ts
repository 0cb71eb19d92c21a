import { setTimeout as wait } from 'node:timers/promises'
import type { Health, Snapshot, WireSatkerDetail } from '../serve/wire.ts'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { isKanwil } from './loopback-fleet.ts'
import { failedVisits } from './loopback-stage.ts'
import type { RunningCollector } from './running-collector.ts'
import { startSlowFleet } from './slow-fleet.ts'
import { withStage } from './with-stage.ts'

const routers = 3_000
const visitSeconds = 10
const slowSeconds = 50
const delay = { leastMs: 2_000, mostMs: 5_000 }
const stoppedSeconds = 15
const mostSecondsToRecover = 60
const sampled = 100

export const overloadBench: Bench = {
  name: 'overload',
  says: `${routers} routers that suddenly answer after ${delay.leastMs / 1_000} to ${delay.mostMs / 1_000} s, of which more are due than can be asked at once`,
  about: `${routers} routers, each with an address of its own, are visited every ${visitSeconds} s and answer at once; then for ${slowSeconds} s each answer takes
${delay.leastMs / 1_000} to ${delay.mostMs / 1_000} s, so that twice as many visits are due as there are places (512). One router in thirty is a hub on which the
others hang: hubs are to be visited as often as before, and the others in turn. Then the routers are fast again; and last
the whole collector is stopped for ${stoppedSeconds} s (SIGSTOP), as a machine that is suspended does. All the while every router answers
echoes, and every agent what it is asked, however late: no link is down.`,
  run,
}

function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const start = () => startSlowFleet(routers, `${visitSeconds}s`)
  return withStage(start, { tell, signal }, async (fleet) => {
    const { collector } = fleet
    tell(`${routers} routers, each visited twice before it counts`)
    await wait(3 * visitSeconds * 1_000, undefined, { signal })
    const before = { health: await collector.health(), residentMb: collector.use().residentMb }
    tell(`slow for ${slowSeconds} s`)
    fleet.slow(delay)
    let waiting = 0
    for (let second = 0; second < slowSeconds; second++) {
      await wait(1_000, undefined, { signal })
      waiting = Math.max(waiting, (await collector.health()).snmp.waiting)
    }
    const slow = await collector.health()
    const ages = { hubs: await longestAgo(collector, true), others: await longestAgo(collector, false) }
    const gone = { slow: await goneIn(collector), stopped: 0 }
    const { residentMb } = collector.use()
    fleet.slow({ leastMs: 0, mostMs: 0 })
    const recovered = await secondsUntilInTime(collector, signal)
    tell(`in time again after ${recovered} s; stopped for ${stoppedSeconds} s`)
    process.kill(collector.pid, 'SIGSTOP')
    await wait(stoppedSeconds * 1_000)
    process.kill(collector.pid, 'SIGCONT')
    await wait(2 * visitSeconds * 1_000, undefined, { signal })
    gone.stopped = await goneIn(collector)
    const { outages } = await collector.get<{ outages: unknown[] }>('/api/outages')
    const grown = (of: (health: Health) => number): number => of(slow) - of(before.health)
    return [
      figure('the hub that was visited longest ago', ages.hubs, 's', 1.5 * visitSeconds),
      figure('of others, the one that was visited longest ago', ages.others, 's'),
      figure(
        'visits late',
        grown(({ snmp }) => snmp.late),
        'visits',
      ),
      figure(
        'turns skipped',
        grown(({ snmp }) => snmp.skipped),
        'turns',
      ),
      figure(
        'visits that ended',
        grown(({ snmp }) => snmp.visits),
        'visits',
      ),
      figure('visits that failed', grown(failedVisits), 'visits', 0.01 * grown(({ snmp }) => snmp.visits)),
      figure('routers that waited, at most', waiting, 'routers', routers),
      figure('memory, growth', residentMb - before.residentMb, 'MB', 100),
      figure('links told down, unreachable or unknown meanwhile', gone.slow, 'links', 0),
      figure('until all were in time again', recovered, 's', 3 * visitSeconds),
      figure('links told so after the stop', gone.stopped, 'links', 0),
      figure('outages recorded', outages.length, 'outages', 0),
    ]
  })
}

async function goneIn(collector: RunningCollector): Promise<number> {
  const { links } = await collector.get<Snapshot>('/api/network')
  return links.filter(({ status }) => status !== 'up' && status !== 'degraded').length
}

/** Seconds since the last visit that was answered, of hubs or of others, as many as are sampled. */
async function longestAgo(collector: RunningCollector, hubs: boolean): Promise<number> {
  const all = Array.from({ length: routers }, (_, at) => at).filter((at) => isKanwil(at) === hubs)
  const step = Math.ceil(all.length / sampled)
  const ages: number[] = []
  for (const at of all.filter((_, index) => index % step === 0)) {
    const { routers: found } = await collector.get<WireSatkerDetail>(`/api/satker/${100_000 + at}`)
    ages.push((Date.now() - (found[0]?.visitedAt ?? 0)) / 1_000)
  }
  return Math.max(...ages)
}

async function secondsUntilInTime(collector: RunningCollector, signal: AbortSignal): Promise<number> {
  for (let second = 1; second < mostSecondsToRecover; second++) {
    await wait(1_000, undefined, { signal })
    const { longestUnseenMs } = (await collector.health()).snmp
    if (longestUnseenMs !== null && longestUnseenMs < 1.1 * visitSeconds * 1_000) return second
  }
  return mostSecondsToRecover
}
