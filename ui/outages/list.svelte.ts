/** The list as a keyboard moves through it: its rows, which of them is active, and what is unfolded. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { Address } from '../state/address.svelte.ts'
import type { Shown } from '../state/shown.svelte.ts'
import { loadOfLinks } from './load.ts'
import { inOrder } from './order.ts'
import { plainRows, rowsByCause, type Row } from './rows.ts'
import { search } from './search.ts'

export class SatkerList {
  readonly #shown: Shown
  readonly #address: Address
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

  readonly found: readonly WireSatker[] = $derived.by(() => {
    const { text, status, sort, reverse } = this.#address.place
    const found = search(this.#shown.satker.values(), () => this.#shown.soughtTexts, text).filter(
      (one) => status === null || (one.status ?? 'none') === status,
    )
    const loadOf = (code: string) => loadOfLinks(this.#shown.linksOf(code))
    return inOrder(found, sort, { reverse, loadOf, sinceOf: (one) => this.#shown.sinceOf(one) })
  })

  readonly rows: readonly Row[] = $derived.by(() =>
    this.isByCause ? rowsByCause(this.#shown.troubles, this.found, this.#open) : plainRows(this.found),
  )

  /** The row that a keyboard stands on; the first where that one is gone. */
  readonly active: number = $derived.by(() => {
    const key = this.#active
    return key === null
      ? 0
      : Math.max(
          0,
          this.rows.findIndex((row) => row.key === key),
        )
  })

  activate(place: number): void {
    const row = this.rows[Math.min(this.rows.length - 1, Math.max(0, place))]
    if (row) this.#active = row.key
  }

  /** By so many rows; the line between the two parts is stepped over. */
  move(by: number): void {
    const to = Math.min(this.rows.length - 1, Math.max(0, this.active + by))
    this.activate(this.rows[to]?.kind === 'rest' ? to + Math.sign(by) : to)
  }

  choose(row: Row | undefined = this.rows[this.active]): void {
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
    const row = this.rows[this.active]
    if (row?.kind !== 'root' || row.trouble.behind.length === 0) return
    if (row.isOpen) this.move(1)
    else this.toggle(row)
  }

  fold(): void {
    const row = this.rows[this.active]
    if (row?.kind === 'root' && row.isOpen) this.toggle(row)
    if (row?.kind === 'behind') this.#active = row.root
  }
}
