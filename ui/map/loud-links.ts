/** The links that are told by a line: few of thousands, and known from change to change. */
import type { NetworkState } from '../state/network.svelte.ts'

type Standing = NetworkState['standing']
type StandingLink = ReturnType<Standing['values']>[number]

export class LoudLinks {
  #list: Standing | null = null
  readonly #places = new Set<number>()

  /** In the order of their list. */
  of(list: Standing): StandingLink[] {
    const links = list.values()
    const changed = this.#list && list.changedSince(this.#list)
    if (!changed) this.#places.clear()
    for (const place of changed ?? links.keys()) {
      if (isLoud(links[place]!)) this.#places.add(place)
      else this.#places.delete(place)
    }
    this.#list = list
    return [...this.#places].sort((a, b) => a - b).map((place) => links[place]!)
  }
}

export function isLoud({ status }: Pick<StandingLink, 'status'>): boolean {
  return status !== 'up' && status !== 'unknown'
}
