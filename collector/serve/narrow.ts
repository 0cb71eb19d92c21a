/** What of the network a scope lets be seen. What is beyond it is not named either: no parent, no cause, no period. */
import { everything, isWithin, type Scope } from '../domain/scope.ts'
import type { LinkChange, PolledSnapshot, Publication } from './wire.ts'

export function narrowSnapshot<Seen extends PolledSnapshot>(snapshot: Seen, scope: Scope): Seen {
  if (scope === everything) return snapshot
  const satker = snapshot.satker.filter((each) => isWithin(each, scope))
  const codes = new Set(satker.map(({ code }) => code))
  const links = snapshot.links.filter((link) => codes.has(link.satker))
  const ids = new Set(links.map(({ id }) => id))
  return {
    ...snapshot,
    satker,
    links: links.map((link) => ({ ...link, dependsOn: link.dependsOn.filter((id) => ids.has(id)) })),
    maintenance: snapshot.maintenance.flatMap((period) => {
      const covered = period.links.filter((id) => ids.has(id))
      return covered.length === 0 ? [] : [{ ...period, links: covered }]
    }),
  }
}

/** What may be seen, by the snapshot that it was told with. */
export interface Sight {
  satker: ReadonlySet<string>
  links: ReadonlySet<string>
  /** Of these links something that they hang on may be seen. */
  withParents: ReadonlySet<string>
}

export function sightOf({ satker, links }: PolledSnapshot): Sight {
  return {
    satker: new Set(satker.map(({ code }) => code)),
    links: new Set(links.map(({ id }) => id)),
    withParents: new Set(links.filter(({ dependsOn }) => dependsOn.length > 0).map(({ id }) => id)),
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
