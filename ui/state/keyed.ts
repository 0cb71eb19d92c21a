/** A list that is asked by id. It is never changed, only replaced as a whole: what reactive state is replaced with. */
export interface ById<T> {
  readonly size: number
  get(id: string): T | undefined
  has(id: string): boolean
  values(): Iterable<T>
}

/**
 * Which place an id has stays the same from change to change: a change of a few among thousands is a copy of their
 * list, and not of a table.
 */
export class Keyed<T extends object> implements ById<T> {
  readonly #places: ReadonlyMap<string, number>
  readonly #items: readonly T[]

  private constructor(places: ReadonlyMap<string, number>, items: readonly T[]) {
    this.#places = places
    this.#items = items
  }

  /** Of two with one id the later. */
  static of<T extends object>(list: readonly T[], idOf: (item: T) => string): Keyed<T> {
    const places = new Map<string, number>()
    const items: T[] = []
    for (const item of list) {
      const id = idOf(item)
      const place = places.get(id)
      if (place === undefined) places.set(id, items.push(item) - 1)
      else items[place] = item
    }
    return new Keyed(places, items)
  }

  get size(): number {
    return this.#items.length
  }

  get(id: string): T | undefined {
    const place = this.#places.get(id)
    return place === undefined ? undefined : this.#items[place]
  }

  has(id: string): boolean {
    return this.#places.has(id)
  }

  values(): readonly T[] {
    return this.#items
  }

  /** What changed is laid over what was known; null where something changed that is not known: ask anew. */
  changed<C extends Partial<T>>(changes: readonly C[], idOf: (change: C) => string): Keyed<T> | null {
    if (changes.length === 0) return this
    const items = [...this.#items]
    for (const change of changes) {
      const place = this.#places.get(idOf(change))
      if (place === undefined) return null
      // A quarter of the time that one literal with both takes.
      items[place] = Object.assign({ ...items[place]! }, change)
    }
    return new Keyed(this.#places, items)
  }

  /** Each made another; its id stays. */
  mapped(change: (item: T) => T): Keyed<T> {
    return new Keyed(this.#places, this.#items.map(change))
  }

  /** Places in the list of those that are another object than they were; null where the two do not stem from one list. */
  changedSince(before: Keyed<T>): number[] | null {
    if (before.#places !== this.#places) return null
    const places: number[] = []
    for (let place = 0; place < this.#items.length; place++)
      if (this.#items[place] !== before.#items[place]) places.push(place)
    return places
  }
}

/** What holds the same is the same: nothing that follows from it is worked out or painted again. */
export function unlessSame<T>(list: readonly T[], before: readonly T[]): readonly T[] {
  return list.length === before.length && list.every((one, i) => one === before[i]) ? before : list
}
