/** A stretch of readings in a few figures. */
import type { WireReadings } from '../../collector/serve/wire.ts'

type Column = readonly (number | null)[]
type Echoes = Pick<WireReadings, 'asked' | 'answered'>

/** Null where nothing was measured. */
export function highest(values: Column): number | null {
  let most: number | null = null
  for (const value of values) if (value !== null && (most === null || value > most)) most = value
  return most
}

/** The value that a share of the values, 0..1, does not go beyond, by nearest rank; null where nothing was measured. */
export function percentile(values: Column, share: number): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/** Of each reading the part of its echoes that came back without an answer, 0..1; null where nobody asked. */
export function lossRatios({ asked, answered }: Echoes): (number | null)[] {
  return asked.map((sent, i) => (sent === null || sent === 0 ? null : 1 - (answered[i] ?? 0) / sent))
}

/** Of all echoes together; null where nobody asked. */
export function lossRatio({ asked, answered }: Echoes): number | null {
  let sent = 0
  let back = 0
  for (const [i, echoes] of asked.entries()) {
    if (echoes === null) continue
    sent += echoes
    back += answered[i] ?? 0
  }
  return sent === 0 ? null : 1 - back / sent
}

/** A column of the stretch before, laid on the times of this one. */
export function laidOn(
  at: readonly number[],
  before: { at: readonly number[]; column: Column; backMs: number },
): (number | null)[] {
  const values = new Map(before.at.map((time, i) => [time + before.backMs, before.column[i] ?? null]))
  return at.map((time) => values.get(time) ?? null)
}

/** The columns of the readings within a stretch, so that what is said of it counts nothing beside it. */
export function within(readings: WireReadings, span: { from: number; to: number }): WireReadings {
  const first = readings.at.findIndex((at) => at + readings.resolution > span.from)
  if (first <= 0) return readings
  const columns = Object.entries(readings).map(([name, column]) => [
    name,
    Array.isArray(column) ? column.slice(first) : column,
  ])
  return { ...readings, ...(Object.fromEntries(columns) as Partial<WireReadings>) }
}
