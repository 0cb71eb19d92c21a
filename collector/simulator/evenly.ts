/** So many of a list, in its order and spread all over it; all of them if there are no more. */
export function evenly<T>(list: readonly T[], count: number): T[] {
  const most = Math.max(0, Math.min(count, list.length))
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!)
}
