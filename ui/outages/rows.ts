/** The rows of the list: root causes first, what hangs on them folded below, then everybody else. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { Trouble } from './worst-first.ts'

/** Its place among those of its level, from 1, and how many these are. */
interface Placed {
  position: number
  of: number
}

export type Row =
  /** A line between those that need action and the others. */
  | { kind: 'rest'; key: 'rest'; count: number }
  | ({ kind: 'root'; key: string; satker: WireSatker; trouble: Trouble; isOpen: boolean } & Placed)
  | ({ kind: 'behind'; key: string; satker: WireSatker; root: string } & Placed)
  | ({ kind: 'satker'; key: string; satker: WireSatker } & Placed)

/** Of thousands only those are made that are looked at. */
export class Rows {
  /** Those that need action, what is unfolded of them, and the line. */
  readonly #first: readonly Row[]
  readonly #others: readonly WireSatker[]
  /** So many stand before the others on the same level. */
  readonly #before: number

  constructor(first: readonly Row[], others: readonly WireSatker[], before = 0) {
    this.#first = first
    this.#others = others
    this.#before = before
  }

  get length(): number {
    return this.#first.length + this.#others.length
  }

  /** Where the line is between those that need action and the others; null where there is none. */
  get line(): number | null {
    const last = this.#first.length - 1
    return this.#first[last]?.kind === 'rest' ? last : null
  }

  at(place: number): Row | undefined {
    return this.#first[place] ?? this.#other(place - this.#first.length)
  }

  /** `end` is not among them. */
  between(first: number, end: number): Row[] {
    return Array.from({ length: end - first }, (_, i) => this.at(first + i)!)
  }

  /** -1 where there is none of that key. */
  placeOf(key: string): number {
    const place = this.#first.findIndex((row) => row.key === key)
    if (place !== -1) return place
    const other = this.#others.findIndex(({ code }) => code === key)
    return other === -1 ? -1 : this.#first.length + other
  }

  #other(i: number): Row | undefined {
    const satker = this.#others[i]
    if (!satker) return undefined
    const [position, of] = [this.#before + i + 1, this.#before + this.#others.length]
    return { kind: 'satker', key: satker.code, satker, position, of }
  }
}

/** `open`: codes of the roots that are unfolded. `ordered` is everybody, in the order that the others go by. */
export function rowsByCause(
  troubles: readonly Trouble[],
  ordered: readonly WireSatker[],
  open: ReadonlySet<string>,
): Rows {
  const told = new Set<string>()
  for (const { satker, behind } of troubles) {
    told.add(satker.code)
    for (const { code } of behind) told.add(code)
  }
  const others = without(ordered, told)
  const of = troubles.length + others.length
  const rows: Row[] = []
  for (const [i, trouble] of troubles.entries()) {
    const { satker, behind } = trouble
    const isOpen = behind.length > 0 && open.has(satker.code)
    rows.push({ kind: 'root', key: satker.code, satker, trouble, isOpen, position: i + 1, of })
    if (!isOpen) continue
    for (const [j, one] of behind.entries()) {
      const placed = { position: j + 1, of: behind.length }
      rows.push({ kind: 'behind', key: one.code, satker: one, root: satker.code, ...placed })
    }
  }
  if (others.length > 0 && rows.length > 0) rows.push({ kind: 'rest', key: 'rest', count: others.length })
  return new Rows(rows, others, troubles.length)
}

/** Those that need action come first: once all of them are passed, nobody is looked at any more. */
function without(ordered: readonly WireSatker[], told: ReadonlySet<string>): WireSatker[] {
  const others: WireSatker[] = []
  let place = 0
  for (let passed = 0; place < ordered.length && passed < told.size; place++) {
    const one = ordered[place]!
    if (told.has(one.code)) passed++
    else others.push(one)
  }
  return [...others, ...ordered.slice(place)]
}
