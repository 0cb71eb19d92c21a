/** What of the network a scope lets be seen. What is beyond it is not named either: no parent, no cause, no period. */
import { everything, isWithin, type Scope } from '../domain/scope.ts'
import type { LinkChange, PolledSnapshot, Publication, WireLink } from './wire.ts'

export function narrowSnapshot<Seen extends PolledSnapshot>(snapshot: Seen, scope: Scope): Seen {
  if (scope === everything) return snapshot
  const satker = snapshot.satker.filter((each) => isWithin(each, scope))
  const codes = new Set(satker.map(({ code }) => code))
  const links = snapshot.links.filter((link) => codes.has(link.satker))
  const ids = new Set(links.map(({ id }) => id))
  return {
    ...snapshot,
    satker,
    links: links.map((link) => withoutForeignParents(link, ids)),
    maintenance: snapshot.maintenance.flatMap((period) => {
      const covered = period.links.filter((id) => ids.has(id))
      return covered.length === 0 ? [] : [{ ...period, links: covered }]
    }),
  }
}

/** The link itself where there is nothing to leave out, so that its text need not be written anew. */
function withoutForeignParents(link: WireLink, ids: ReadonlySet<string>): WireLink {
  if (link.dependsOn.every((id) => ids.has(id))) return link
  return { ...link, dependsOn: link.dependsOn.filter((id) => ids.has(id)) }
}

/** What of a publication may be seen. */
export interface Sight {
  satker: ReadonlySet<string>
  links: ReadonlySet<string>
  /** Of these links all that they hang on may be seen, and so what they are out because of. */
  withParents: ReadonlySet<string>
}

/** By the whole network. */
export function sightOf(snapshot: PolledSnapshot, scope: Scope): Sight {
  const { satker, links } = narrowSnapshot(snapshot, scope)
  const seen = new Set(links.map(({ id }) => id))
  const withParents = snapshot.links.filter(({ dependsOn }) => dependsOn.every((id) => seen.has(id)))
  return {
    satker: new Set(satker.map(({ code }) => code)),
    links: seen,
    withParents: new Set(withParents.map(({ id }) => id)),
  }
}

export function narrowPublication(publication: Publication, sight: Sight): Publication {
  return {
    at: publication.at,
    satker: publication.satker.filter(({ code }) => sight.satker.has(code)),
    links: publication.links
      .filter(({ id }) => sight.links.has(id))
      .map((link) => withoutForeign(link, sight)),
    outages: publication.outages
      .filter(({ link }) => sight.links.has(link))
      .map((outage) => (sight.withParents.has(outage.link) ? outage : { ...outage, because: null })),
  }
}

function withoutForeign(link: LinkChange, sight: Sight): LinkChange {
  if (link.dependsOn === undefined) return link
  return { ...link, dependsOn: link.dependsOn.filter((id) => sight.links.has(id)) }
}
