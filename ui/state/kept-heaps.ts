/** The satker in heaps by how bad they are: found anew whenever a status has changed, without looking at all of them. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import { gravities, gravityOf } from '../outages/worst-first.ts'
import type { Keyed } from './keyed.ts'

/** By gravity, the worst first; in each in the order of their list. */
export type Heaps = readonly (readonly WireSatker[])[]

export class KeptHeaps {
  #list: Keyed<WireSatker> | null = null
  /** By place in the list: thousands of bytes side by side are gone through at once, thousands of objects are not. */
  #gravity = new Uint8Array()

  of(list: Keyed<WireSatker>): Heaps {
    const satker = list.values()
    const changed = this.#list && list.changedSince(this.#list)
    if (changed) for (const place of changed) this.#gravity[place] = gravityOf(satker[place]!.status)
    else this.#gravity = Uint8Array.from(satker, ({ status }) => gravityOf(status))
    this.#list = list
    const heaps: WireSatker[][] = Array.from({ length: gravities }, () => [])
    for (let place = 0; place < satker.length; place++) heaps[this.#gravity[place]!]!.push(satker[place]!)
    return heaps
  }
}
