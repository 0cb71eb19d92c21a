/** A line with fewer points that looks the same: Visvalingam's way, dropping the smallest triangle first. */
export type Corner = [x: number, y: number]

/** Keeps the ends; drops the points whose triangle with their neighbours is smaller than `area`. */
export function simplify(line: Corner[], area: number): Corner[] {
  const before = line.map((_, i) => i - 1)
  const after = line.map((_, i) => i + 1)
  const last = line.length - 1
  const triangle = (i: number): number => {
    if (i === 0 || i === last) return Infinity
    const [a, b, c] = [line[before[i]!]!, line[i]!, line[after[i]!]!]
    return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
  }
  const kept = line.map(() => true)
  // Sweeps with a growing limit stand in for a priority queue: nearly the same points, a third of the code.
  for (let limit = area / 16; limit <= area; limit *= 2) {
    for (let i = 1; i < last; i++) {
      if (!kept[i] || triangle(i) >= limit) continue
      kept[i] = false
      after[before[i]!] = after[i]!
      before[after[i]!] = before[i]!
    }
  }
  return line.filter((_, i) => kept[i])
}

/** The area a ring encloses, without its sign. */
export function ringArea(ring: Corner[]): number {
  let twice = 0
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!]
    twice += a[0] * b[1] - b[0] * a[1]
  }
  return Math.abs(twice) / 2
}
