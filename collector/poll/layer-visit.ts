import type { Visit } from '../domain/reading.ts'
import { afterVpnVisit, isTunnelMissing } from '../domain/vpn-belief.ts'
import type { FailureLog } from './failure-log.ts'
import type { TrackedLink } from './tracked-link.ts'
import { mostTravelToDateMs } from './visit.ts'

/** Takes in what a visit read of a link's tunnel and session; what it did not read stays as it was, and grows old. */
export function takeInLayers(one: TrackedLink, visit: Visit, failures: FailureLog): void {
  const reading = visit.vpn.get(one.link.id)
  if (!reading) return
  const { id, vpn } = one.link
  const { at, sysUpTimeCs, rttMs } = visit
  one.vpn = afterVpnVisit(one.vpn, reading, { at, sysUpTimeCs, isDated: rttMs <= mostTravelToDateMs }, vpn)
  if (reading.tunnels.length === 0 || vpn?.interface == null) return
  const subject = `${id} tunnel`
  if (isTunnelMissing(one.vpn, vpn))
    failures.failed('interface-missing', subject, { interface: vpn.interface })
  else failures.succeeded('interface-missing', subject)
}
