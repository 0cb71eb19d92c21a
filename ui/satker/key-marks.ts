/** What of a chart's key there is to be seen on it: a word for what is not drawn sends the eye searching. */
import type { Period } from '../state/readings.svelte.ts'
import { laidOn } from './figures.ts'

/** The outages along its foot, from `from` to the end of the period. */
export function outageMarks({ outages, to }: Period, from: number): ('down' | 'unreachable')[] {
  const seen = outages.filter(({ began, ended }) => began <= to && (ended ?? to) >= from)
  return (['down', 'unreachable'] as const).filter((status) =>
    seen.some((outage) => outage.status === status),
  )
}

/** Whether the stretch before has any value of a column, where it lies under this one. */
export function drawsBefore(
  { readings, before }: Period,
  column: 'inBitsPerSecond' | 'outBitsPerSecond' | 'rttMedianMs' | 'asked',
): boolean {
  if (before === null) return false
  const laid = laidOn(readings.at, { ...before, ...before.readings, column: before.readings[column] })
  return laid.some((value) => value !== null)
}
