import type { Network } from './network.ts'

/** What an edit of devices.yaml came to, by id. */
export interface NetworkDifference {
  links: Difference
  routers: Difference
  satker: Difference
}

export interface Difference {
  added: string[]
  removed: string[]
  changed: string[]
}

export function describeDifference(before: Network, after: Network): NetworkDifference {
  return {
    links: differ(before.links, after.links, ({ id }) => id),
    routers: differ(before.routers, after.routers, ({ id }) => id),
    satker: differ(before.satker, after.satker, ({ code }) => code),
  }
}

function differ<T>(before: readonly T[], after: readonly T[], idOf: (one: T) => string): Difference {
  const was = new Map(before.map((one) => [idOf(one), JSON.stringify(one)]))
  const is = new Map(after.map((one) => [idOf(one), JSON.stringify(one)]))
  return {
    added: [...is.keys()].filter((id) => !was.has(id)),
    removed: [...was.keys()].filter((id) => !is.has(id)),
    changed: [...is].filter(([id, text]) => was.has(id) && was.get(id) !== text).map(([id]) => id),
  }
}
