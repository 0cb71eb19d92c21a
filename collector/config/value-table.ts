/** A plain value written so that what is equal in it stands once: it crosses in a third, and is made again in one copy. */
import { setImmediate as nextTurn } from 'node:timers/promises'

export interface ValueTable {
  /** Texts, numbers, truths, null and undefined. */
  leaves: readonly unknown[]
  /** The keys of the maps, in their order; the first is of lists. */
  shapes: readonly (readonly string[])[]
  /**
   * Of each list and map, what it holds before what holds it: its shape, of a list its length, and a reference for each
   * of its values. Last a reference to the whole. An even one is twice the place of a leaf, an odd one that of a list or
   * a map, counted as they come, and one more.
   */
  nodes: Uint32Array
}

const listShape = 0
/** To a Map, the two zeros are one. */
const negativeZero = Symbol('negative zero')

/** Of lists and maps without cycles, of plain values; not of a Map, a Date or bytes. */
export function tableOf(value: unknown): ValueTable {
  const leaves = new Numbering<unknown, unknown>()
  const shapes = new Numbering<string, readonly string[]>()
  shapes.of('list', [])
  const known = new Map<string, number>()
  const nodes: number[] = []

  function referenceTo(part: unknown): number {
    if (typeof part !== 'object' || part === null)
      return 2 * leaves.of(Object.is(part, -0) ? negativeZero : part, part)
    const held = Object.values(part).map(referenceTo)
    const isList = Array.isArray(part)
    const keys = Object.keys(part)
    const head = isList ? [listShape, held.length] : [shapes.of(JSON.stringify(keys), keys)]
    const text = `${head.join()}:${held.join()}`
    const before = known.get(text)
    if (before !== undefined) return before
    const reference = 2 * known.size + 1
    known.set(text, reference)
    for (const one of head) nodes.push(one)
    for (const one of held) nodes.push(one)
    return reference
  }

  nodes.push(referenceTo(value))
  return { leaves: leaves.items, shapes: shapes.items, nodes: Uint32Array.from(nodes) }
}

/** Each of what is met, numbered as it came. */
class Numbering<K, T> {
  readonly items: T[] = []
  readonly #places = new Map<K, number>()

  of(key: K, item: T): number {
    const place = this.#places.get(key) ?? this.#places.size
    if (place === this.items.length) {
      this.#places.set(key, place)
      this.items.push(item)
    }
    return place
  }
}

/** As many references are followed in one turn of the event loop without being noticed: some milliseconds. */
const referencesATurn = 60_000

/** What the table was made of: equal lists, maps and texts in it are one, so nothing of it can be altered. */
export async function valueOf({ leaves, shapes, nodes }: ValueTable): Promise<unknown> {
  const patterns = shapes.map(patternOf)
  const made: object[] = []
  const referred = (reference: number): unknown =>
    reference % 2 === 0 ? leaves[reference / 2] : made[(reference - 1) / 2]
  const last = nodes.length - 1
  let pausedAt = 0
  for (let at = 0; at < last;) {
    const shape = nodes[at++]!
    const keys = shapes[shape]!
    if (shape === listShape) {
      const end = at + 1 + nodes[at]!
      made.push(Object.freeze(Array.from(nodes.subarray(at + 1, end), referred)))
      at = end
    } else {
      const map = { ...patterns[shape] }
      for (const key of keys) map[key] = referred(nodes[at++]!)
      made.push(Object.freeze(map))
    }
    if (at - pausedAt < referencesATurn) continue
    pausedAt = at
    await nextTurn()
  }
  return referred(nodes[last]!)
}

/** A copy of what has all its keys is smaller than what gets them one by one, and may have one named `__proto__`. */
function patternOf(keys: readonly string[]): Record<string, unknown> {
  return JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`) as Record<string, unknown>
}
