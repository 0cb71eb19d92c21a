import { type Belief, beliefOf } from '../domain/belief.ts'
import { isLayerAlike, keptAfterEdit } from '../domain/layer-owner.ts'
import type { Link, Vpn } from '../domain/link.ts'
import { type VpnBelief, vpnBeliefOf } from '../domain/vpn-belief.ts'
import type { TrackedLink } from './tracked-link.ts'

/** Evidence gathered by other means than those now in force is no evidence; the status stands. */
export function afterEdit(tracked: TrackedLink, after: Link): Partial<TrackedLink> {
  const { link: before, belief, vpn } = tracked
  const isSame = isAskedAlike(before, after)
  const edited = vpnAfterEdit(vpn, before.vpn, after.vpn)
  if (isSame) return { vpn: edited }
  const afresh = vpnBeliefOf(edited.kept, belief.watchedAt)
  return { belief: beliefAfterEdit(belief, before, after), vpn: afresh, counters: null, visited: [] }
}

function beliefAfterEdit(before: Belief, link: Link, after: Link): Belief {
  const { status, since, watchedAt, restsOnVisit } = before
  const afresh = beliefOf(status, since, watchedAt)
  if (link.router !== after.router || link.interface !== after.interface) return afresh
  return { ...afresh, restsOnVisit, interface: before.interface }
}

/** What is known of a layer goes on while it is asked for as before. */
function vpnAfterEdit(known: VpnBelief, before: Vpn | null, after: Vpn | null): VpnBelief {
  const keepsTunnel = isLayerAlike('tunnel', before, after)
  const keepsSession = isLayerAlike('session', before, after)
  if (keepsTunnel && keepsSession) return known
  const { tunnel, session } = vpnBeliefOf().judged
  return {
    ...known,
    ...(!keepsTunnel && { tunnel: null, ipsec: null, peer: null, ike: null }),
    ...(!keepsSession && { session: null }),
    judged: {
      access: known.judged.access,
      tunnel: keepsTunnel ? known.judged.tunnel : tunnel,
      session: keepsSession ? known.judged.session : session,
    },
    kept: keptAfterEdit(known.kept, before, after),
  }
}

function isAskedAlike(before: Link, after: Link): boolean {
  return (
    before.endpoint === after.endpoint &&
    before.router === after.router &&
    before.interface === after.interface &&
    before.reach === after.reach
  )
}
