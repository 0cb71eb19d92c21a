/** What a reload changes, by id, so that everything else goes on undisturbed. */
import type { Network } from './network.ts'

export interface NetworkDifference {
  satker: IdDifference
  routers: IdDifference
  links: IdDifference
  /** Whether anything beside them changed: rhythms, retention, calendar, contracts, maintenance, the simulator, access. */
  settings: boolean
}

export interface IdDifference {
  added: string[]
  removed: string[]
  changed: string[]
}

export function describeDifference(before: Network, after: Network): NetworkDifference {
  const { satker: satkerBefore, routers: routersBefore, links: linksBefore, ...settingsBefore } = before
  const { satker: satkerAfter, routers: routersAfter, links: linksAfter, ...settingsAfter } = after
  return {
    satker: differenceById(satkerBefore, satkerAfter, ({ code }) => code),
    routers: differenceById(routersBefore, routersAfter, ({ id }) => id),
    links: differenceById(linksBefore, linksAfter, ({ id }) => id),
    settings: !isEqual(settingsBefore, settingsAfter),
  }
}

/** How many of each, for the log. */
export function countChanges({ satker, routers, links }: NetworkDifference): Record<string, object> {
  const count = ({ added, removed, changed }: IdDifference) => ({
    added: added.length,
    removed: removed.length,
    changed: changed.length,
  })
  return { satker: count(satker), routers: count(routers), links: count(links) }
}

function differenceById<T>(
  before: readonly T[],
  after: readonly T[],
  idOf: (item: T) => string,
): IdDifference {
  // As it is after nearly every edit, and thousands are compared.
  const areTheSame =
    before.length === after.length && after.every((item, at) => idOf(item) === idOf(before[at]!))
  if (areTheSame) {
    const changed = after.filter((item, at) => !isEqual(before[at], item)).map(idOf)
    return { added: [], removed: [], changed }
  }
  const known = new Map(before.map((item) => [idOf(item), item]))
  const added: string[] = []
  const changed: string[] = []
  for (const item of after) {
    const id = idOf(item)
    const old = known.get(id)
    if (old === undefined) added.push(id)
    else if (!isEqual(old, item)) changed.push(id)
    known.delete(id)
  }
  return { added, removed: [...known.keys()], changed }
}

/** Of plain values, without regard to the order of keys; makes nothing, since thousands are compared. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  let more = 0
  for (const _ in b) more++
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !isEqual(a[key as keyof typeof a], b[key as keyof typeof b])) return false
    more--
  }
  return more === 0
}
