/** Lists made maps, and maps changed by id: what reactive state is replaced with. */
export function byKey<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(list.map((item) => [keyOf(item), item]))
}

/** What changed is laid over what was known; null where something changed that is not known: ask anew. */
export function applyChanges<T extends object, C extends Partial<T>>(
  known: ReadonlyMap<string, T>,
  changes: readonly C[],
  keyOf: (change: C) => string,
): ReadonlyMap<string, T> | null {
  if (changes.length === 0) return known
  const after = new Map(known)
  for (const change of changes) {
    const before = after.get(keyOf(change))
    if (!before) return null
    after.set(keyOf(change), { ...before, ...change })
  }
  return after
}
