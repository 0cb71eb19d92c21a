/** What the pointer is on, and what a click on it does. */
import type { Address } from '../state/address.svelte.ts'
import type { Drawn } from './drawn.svelte.ts'
import type { Pointed } from './gestures.ts'
import type { Mark } from './marks.ts'
import type { Names } from './names.svelte.ts'
import { provinceAt, type Province } from './outlines.ts'
import type { Provinces } from './provinces.svelte.ts'
import type { Point, View } from './view.svelte.ts'

/** How near to a mark a mouse has to be, and how near a thumb. */
const mousePx = 11
const thumbPx = 22

export class Pointer implements Pointed {
  #markKey = $state.raw<string | null>(null)
  #province = $state.raw<{ province: Province; at: Point } | null>(null)
  readonly #drawn: Drawn
  readonly #names: Names
  readonly #provinces: Provinces
  readonly #address: Address
  readonly #view: View

  constructor(drawn: Drawn, names: Names, provinces: Provinces, address: Address, view: View) {
    this.#drawn = drawn
    this.#names = names
    this.#provinces = provinces
    this.#address = address
    this.#view = view
  }

  /** Undefined where there is none, and after it has gone into a cluster. */
  readonly onMark: Mark | undefined = $derived.by(() =>
    this.#markKey === null ? undefined : this.#drawn.markOf(this.#markKey),
  )

  /** With where the pointer is, in pixels. */
  get onProvince(): { province: Province; at: Point } | null {
    return this.#province
  }

  hover(at: Point | null): void {
    const mark = at && this.#drawn.pick(at, mousePx)
    this.#markKey = mark ? mark.key : null
    const province = at && !mark ? provinceAt(this.#provinces.drawn, this.#view.toMap(at)) : undefined
    this.#province = at && province ? { province, at } : null
  }

  mark(at: Point, isTouch: boolean): boolean {
    const mark = this.#drawn.pick(at, isTouch ? thumbPx : mousePx)
    this.#markKey = mark && isTouch ? mark.key : this.#markKey
    if (!mark) {
      this.#markKey = null
      return false
    }
    this.#drawn.choose(mark)
    return true
  }

  /** A province is filtered for; that one again, or the sea, lets all be seen. */
  land(at: Point): void {
    const { province: chosen } = this.#address.place
    const code = provinceAt(this.#provinces.drawn, this.#view.toMap(at))?.code ?? this.#names.provinceAt(at)
    this.#address.go({ province: code === chosen ? null : code })
  }

  twice(at: Point): void {
    this.#view.zoomBy(2, at)
  }
}
