import type { Resolution } from './resolution.ts'

/** The readings of one link as columns of one length: `at` is the whole grid, what was not measured is null. */
export interface LinkReadings {
  id: string
  /** Milliseconds from one entry to the next. */
  resolution: Resolution
  at: number[]
  asked: Column
  answered: Column
  rttMinMs: Column
  rttMedianMs: Column
  rttMaxMs: Column
  inBitsPerSecond: Column
  outBitsPerSecond: Column
  inErrors: Column
  outErrors: Column
  inDiscards: Column
  outDiscards: Column
  /** Above a minute only: the busiest minute of the bucket, and how much of the bucket was measured. */
  inBitsPerSecondMax?: Column
  outBitsPerSecondMax?: Column
  measuredRatio?: Column
}

type Column = (number | null)[]
