/** How much of the time was measured: what was not is hatched, never bridged. */
import type { WireReadings } from '../../collector/serve/wire.ts'
import type { Span } from '../state/period.ts'

type Column = readonly (number | null)[]
export type Grid = Pick<WireReadings, 'at' | 'resolution' | 'measuredRatio'>

/** A stretch of which a part was not measured, 0..1; 1: nothing of it was. */
export interface Unmeasured extends Span {
  missing: number
}

/** Minutes this young may still be being written: not there yet is not the same as not measured. */
const openMinutesMs = 3 * 60_000
/** No chart shows less. */
const shortestMs = 15 * 60_000

/**
 * Where a chart up to `to` begins: where the watching began only lately, a little before it, so that minutes are
 * not pressed into the last pixel of a day. `asked` says of each reading whether anybody looked.
 */
export function shownFrom(at: readonly number[], asked: Column, to: number): number {
  const begin = at[0] ?? to
  const first = at[asked.findIndex((echoes) => echoes !== null)]
  if (first === undefined || to - first >= (to - begin) / 2) return begin
  return to - Math.max(shortestMs, (to - first) * 1.25)
}

/** Whether it is measured already, but not for a whole minute: no reading can hold it yet. */
export function awaitsFirstMinute(measuredAt: number | null, { from, to }: Span): boolean {
  return measuredAt !== null && measuredAt >= from && measuredAt < to + openMinutesMs
}

/** Of each reading how much of its time was measured, 0..1; of the last one, of the time that is over. */
export function measuredShares(grid: Grid, column: Column, to: number): number[] {
  return grid.at.map((at, i) => {
    if (column[i] === null || column[i] === undefined) return 0
    const ratio = grid.measuredRatio?.[i]
    if (ratio === null || ratio === undefined) return 1
    const over = Math.min(grid.resolution, to - openMinutesMs - at)
    return over <= 0 ? 1 : Math.min(1, (ratio * grid.resolution) / over)
  })
}

/** The stretches that were not measured, or not whole, up to the minutes that are still open. */
export function unmeasured(grid: Grid, column: Column, to: number): Unmeasured[] {
  const found: Unmeasured[] = []
  for (const [i, share] of measuredShares(grid, column, to).entries()) {
    const from = grid.at[i] ?? 0
    if (share === 1 || from >= to - openMinutesMs) continue
    const last = found.at(-1)
    if (last?.to === from && last.missing === 1 - share) last.to = from + grid.resolution
    else found.push({ from, to: from + grid.resolution, missing: 1 - share })
  }
  return found
}

/** How much of a stretch was measured, 0..1; null where it holds no reading's time at all. */
export function measuredShare(grid: Grid, column: Column, span: Span): number | null {
  let measured = 0
  let whole = 0
  const shares = measuredShares(grid, column, span.to)
  for (const [i, share] of shares.entries()) {
    const at = grid.at[i] ?? 0
    const ms = Math.min(at + grid.resolution, span.to) - Math.max(at, span.from)
    if (ms <= 0) continue
    measured += share * ms
    whole += ms
  }
  return whole === 0 ? null : measured / whole
}
