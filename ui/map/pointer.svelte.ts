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
  #isOnName = $state(false)
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

  /** Whether a click here does more than let all be seen again. */
  get onTarget(): boolean {
    return this.#markKey !== null || this.#isOnName
  }

  hover(at: Point | null): void {
    this.#isOnName = at !== null && this.#isName(at)
    const mark = at && !this.#isOnName ? this.#drawn.pick(at, mousePx) : null
    this.#markKey = mark ? mark.key : null
    const province = at && !mark ? provinceAt(this.#provinces.drawn, this.#view.toMap(at)) : undefined
    this.#province = at && province ? { province, at } : null
  }

  mark(at: Point, isTouch: boolean): boolean {
    const mark = this.#isName(at) ? null : this.#drawn.pick(at, isTouch ? thumbPx : mousePx)
    this.#markKey = mark ? mark.key : null
    if (mark) this.#drawn.choose(mark)
    return mark !== null
  }

  /** A province is filtered for; that one again, or the sea, lets all be seen. */
  land(at: Point): void {
    const { province: chosen } = this.#address.place
    const code = provinceAt(this.#provinces.drawn, this.#view.toMap(at))?.code ?? this.#names.provinceAt(at)
    this.#address.go({ province: code === chosen ? null : code })
  }

  /** Of a province, and not under a mark. */
  #isName(at: Point): boolean {
    return this.#names.provinceAt(at) !== null && this.#drawn.pick(at, 0) === null
  }

  twice(at: Point): void {
    this.#view.zoomBy(2, at)
  }
}
