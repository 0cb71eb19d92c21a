/** The candidate that a mistyped word most likely meant; null where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  // A third of the letters, up to three, may be wrong: `adress` finds `address`, but `x` does not find `id`.
  let limit = Math.min(3, Math.floor(word.length / 3)) + 1
  let found: string | null = null
  if (word.length > longestWord) return null
  const plain = word.toLowerCase()
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= limit) continue
    const distance = editDistance(plain, candidate.toLowerCase())
    if (distance < limit) {
      limit = distance
      found = candidate
    }
  }
  return found
}

/** The end of a message: the suggestion, where there is one. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates)
  return meant === null ? '' : `; did you mean "${meant}"?`
}

const longestWord = 100

/** Insertions, deletions, substitutions, and swaps of neighbours, each counted one. */
export function editDistance(one: string, other: string): number {
  const [a, b] = withoutCommonEnds(one, other)
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(substituted, last[j]! + 1, row[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}

/** Ids of a fleet begin and end alike: what is left to compare is mostly short. */
function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}
