/** The list as a keyboard moves through it: its rows, which of them is active, and what is unfolded. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { Address } from '../state/address.svelte.ts'
import type { Shown } from '../state/shown.svelte.ts'
import { loadOfLinks } from './load.ts'
import { inOrder } from './order.ts'
import { Rows, rowsByCause, type Row } from './rows.ts'
import { Search } from './search.ts'

export class SatkerList {
  readonly #shown: Shown
  readonly #address: Address
  readonly #search = new Search<WireSatker>()
  #open = $state.raw<ReadonlySet<string>>(new Set())
  #active = $state.raw<string | null>(null)

  constructor(shown: Shown, address: Address) {
    this.#shown = shown
    this.#address = address
    this.#active = address.place.satker ?? address.left
  }

  /** Whether the list is by root cause: anything searched, filtered or ordered otherwise makes it plain. */
  readonly isByCause: boolean = $derived.by(() => {
    const { text, status, sort, reverse } = this.#address.place
    return text.trim() === '' && status === null && sort === 'worst' && !reverse
  })

  // Of the address one by one: what is found by a letter is not put in order anew.
  readonly #text = $derived.by(() => this.#address.place.text)
  readonly #status = $derived.by(() => this.#address.place.status)
  readonly #sort = $derived.by(() => this.#address.place.sort)
  readonly #isReversed = $derived.by(() => this.#address.place.reverse)

  readonly #ordered: readonly WireSatker[] = $derived.by(() => {
    const loadOf = (code: string) => loadOfLinks(this.#shown.linksOf(code))
    const sinceOf = (one: WireSatker) => this.#shown.sinceOf(one)
    const { satker, heaps } = this.#shown
    return inOrder(satker.values(), heaps, this.#sort, { reverse: this.#isReversed, loadOf, sinceOf })
  })

  readonly found: readonly WireSatker[] = $derived.by(() => {
    const found = this.#search.search(this.#ordered, () => this.#shown.soughtTexts, this.#text)
    const status = this.#status
    return status === null ? found : found.filter((one) => (one.status ?? 'none') === status)
  })

  readonly rows: Rows = $derived.by(() =>
    this.isByCause ? rowsByCause(this.#shown.troubles, this.found, this.#open) : new Rows([], this.found),
  )

  /** The row that a keyboard stands on; the first where that one is gone. */
  readonly active: number = $derived.by(() => {
    const key = this.#active
    return key === null ? 0 : Math.max(0, this.rows.placeOf(key))
  })

  activate(place: number): void {
    const row = this.rows.at(Math.min(this.rows.length - 1, Math.max(0, place)))
    if (row) this.#active = row.key
  }

  /** By so many rows; the line between the two parts is stepped over. */
  move(by: number): void {
    const to = Math.min(this.rows.length - 1, Math.max(0, this.active + by))
    this.activate(to === this.rows.line ? to + Math.sign(by) : to)
  }

  choose(row: Row | undefined = this.rows.at(this.active)): void {
    if (!row || row.kind === 'rest') return
    this.#active = row.key
    this.#address.go({ satker: row.satker.code })
  }

  toggle(row: Row): void {
    if (row.kind !== 'root' || row.trouble.behind.length === 0) return
    const open = new Set(this.#open)
    if (!open.delete(row.key)) open.add(row.key)
    this.#open = open
  }

  /** To the right: unfolds, then goes in. To the left: folds, then goes out. */
  unfold(): void {
    const row = this.rows.at(this.active)
    if (row?.kind !== 'root' || row.trouble.behind.length === 0) return
    if (row.isOpen) this.move(1)
    else this.toggle(row)
  }

  fold(): void {
    const row = this.rows.at(this.active)
    if (row?.kind === 'root' && row.isOpen) this.toggle(row)
    if (row?.kind === 'behind') this.#active = row.root
  }
}
