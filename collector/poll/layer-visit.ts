import type { Failure, Visit } from '../domain/reading.ts'
import { afterAgent, afterVpnVisit, isTunnelMissing } from '../domain/vpn-belief.ts'
import type { FailureLog } from './failure-log.ts'
import type { TrackedLink } from './tracked-link.ts'
import { mostTravelToDateMs } from './visit.ts'

/** Takes in what a visit read of a link's tunnel and session; what it did not read stays as it was, and grows old. */
export function takeInLayers(one: TrackedLink, visit: Visit, failures: FailureLog): void {
  const { at, sysUpTimeCs, rttMs } = visit
  one.vpn = afterAgent(one.vpn, at, true)
  const reading = visit.vpn.get(one.link.id)
  if (!reading) return
  const { id, vpn } = one.link
  one.vpn = afterVpnVisit(one.vpn, reading, { at, sysUpTimeCs, isDated: rttMs <= mostTravelToDateMs }, vpn)
  if (reading.tunnels.length === 0 || vpn?.interface == null) return
  const subject = `${id} tunnel`
  if (isTunnelMissing(one.vpn, vpn))
    failures.failed('interface-missing', subject, { interface: vpn.interface })
  else failures.succeeded('interface-missing', subject)
}

/** Whoever refuses our credentials, or answers nonsense, is there. */
const answers: readonly Failure[] = ['wrong-credentials', 'bad-answer', 'no-such-object']

/** Takes in that a visit failed: whether the router's line carries cannot be told from it any more. */
export function takeInMissedVisit(one: TrackedLink, why: Failure, at: number): void {
  if (why !== 'not-asked') one.vpn = afterAgent(one.vpn, at, answers.includes(why))
}
