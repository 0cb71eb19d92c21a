/** Which rows of a long list are seen: only those are drawn, so that 12,000 are as light as 12. */
export interface Visible {
  /** Half-open. */
  first: number
  end: number
}

/** Rows beyond the edges that are drawn as well, so that none is missing while the list is being moved. */
const spare = 6

/** Where each row begins, and where the last ends: one entry more than there are rows. */
export function edgesOf(heights: readonly number[]): Float64Array {
  const edges = new Float64Array(heights.length + 1)
  for (const [i, height] of heights.entries()) edges[i + 1] = edges[i]! + height
  return edges
}

export function visibleRows(edges: Float64Array, top: number, height: number): Visible {
  const count = edges.length - 1
  const first = rowAt(edges, top)
  const last = rowAt(edges, top + height)
  return { first: Math.max(0, first - spare), end: Math.min(count, last + 1 + spare) }
}

/** How far to scroll so that a row is seen whole: not at all where it is. */
export function scrolledTo(edges: Float64Array, row: number, top: number, height: number): number {
  const [from, to] = [edges[row] ?? 0, edges[row + 1] ?? 0]
  if (from < top) return from
  return to > top + height ? to - height : top
}

/** The row at a distance from the top of the list, by halving; the nearest where there is none. */
function rowAt(edges: Float64Array, y: number): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (edges[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}
