import { beliefOf } from '../domain/belief.ts'
import type { LayerEntry } from '../domain/layer.ts'
import { entriesOfNamed } from '../domain/layer-owner.ts'
import type { Link } from '../domain/link.ts'
import type { Outage } from '../domain/outage.ts'
import { isGone, type LinkStatus } from '../domain/status.ts'
import { keptTurnsOf, vpnBeliefOf } from '../domain/vpn-belief.ts'
import type { Ledger } from './ledger.ts'
import type { Known } from './tracked-link.ts'

/** What is stored of links, by id; of their outages those that are open. */
export interface Stored {
  statuses: ReadonlyMap<string, { status: LinkStatus; since: number }>
  layers: ReadonlyMap<string, readonly LayerEntry[]>
  outages: ReadonlyMap<string, Outage>
}

export async function storedIn(ledger: Pick<Ledger, 'statuses' | 'layers' | 'openOutages'>): Promise<Stored> {
  const outages = new Map((await ledger.openOutages()).map((outage) => [outage.link, outage]))
  return { statuses: await ledger.statuses(), layers: await ledger.layers(), outages }
}

/** What the history says of a link that is polled from now on; nobody looked since `watchedAt`. */
export function knownOf(link: Link, { statuses, layers, outages }: Stored, watchedAt: number): Known {
  const ids = [link.id, ...link.formerly]
  const lastIn = <T>(stored: ReadonlyMap<string, T>): T | undefined =>
    ids.map((id) => stored.get(id)).find((one) => one !== undefined)
  const last = lastIn(statuses)
  const outage = lastIn(outages) ?? null
  const kept = keptTurnsOf(entriesOfNamed(lastIn(layers) ?? [], link.vpn))
  const belief = last
    ? beliefOf(last.status, last.since, watchedAt)
    : beliefOf('unknown', watchedAt, watchedAt)
  const isLayerDown =
    !isGone(belief.status) && [kept.tunnel, kept.session].some((turn) => turn?.to === 'down')
  const restsOnVisit = isLayerDown || outage?.evidence.some(({ what }) => what === 'interface-down') === true
  return { belief: { ...belief, restsOnVisit }, vpn: vpnBeliefOf(kept, watchedAt), outage }
}
