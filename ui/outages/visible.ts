/** Which rows of a long list are seen: only those are drawn, so that 12,000 are as light as 12. */
export interface Visible {
  /** Half-open. */
  first: number
  end: number
}

interface Heights {
  /** Of all rows. */
  count: number
  rowPx: number
  /** The one that is not as high as the others; null where there is none. */
  odd: number | null
  oddPx: number
}

/** Rows beyond the edges that are drawn as well, so that none is missing while the list is being moved. */
const spare = 6

/** Where rows begin and end, in pixels from the top of the list. */
export class Edges {
  readonly count: number
  readonly #heights: Heights

  constructor(heights: Heights) {
    this.count = heights.count
    this.#heights = heights
  }

  /** Where a row begins; of one more than there are, where the last ends. */
  at(row: number): number {
    const { rowPx, odd, oddPx } = this.#heights
    return row * rowPx + (odd !== null && row > odd ? oddPx - rowPx : 0)
  }

  /** The row at a distance from the top of the list; the nearest where there is none. */
  rowAt(y: number): number {
    const { rowPx, odd, oddPx } = this.#heights
    const row = odd === null || y < this.at(odd) ? y / rowPx : Math.max(odd, (y - oddPx + rowPx) / rowPx)
    return Math.max(0, Math.min(this.count - 1, Math.floor(row)))
  }
}

export function visibleRows(edges: Edges, top: number, height: number): Visible {
  const first = edges.rowAt(top)
  const last = edges.rowAt(top + height)
  return { first: Math.max(0, first - spare), end: Math.min(edges.count, last + 1 + spare) }
}

/** How far to scroll so that a row is seen whole: not at all where it is. */
export function scrolledTo(edges: Edges, row: number, top: number, height: number): number {
  const [from, to] = [edges.at(row), edges.at(row + 1)]
  if (from < top) return from
  return to > top + height ? to - height : top
}
