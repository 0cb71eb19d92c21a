/** Which 24 hours are laid out: those up to now, or those some whole days before that hold the moment looked back at. */
import type { Stretches } from './peaks.ts'

const stepMs = 15 * 60_000
const count = 96
const dayMs = stepMs * count

/** `at` null: now. */
export function windowOf(now: number, at: number | null): Stretches {
  // On the quarter hour, so that the stretches do not move under the eye.
  const end = Math.ceil(now / stepMs) * stepMs
  const days = at === null || at >= end ? 0 : Math.floor((end - at - 1) / dayMs)
  return { from: end - (days + 1) * dayMs, stepMs, count }
}

/** The moment at a share of the width, 0..1, on the minute; null at the right end of the hours up to now. */
export function momentAt({ from }: Stretches, share: number, now: number): number | null {
  const at = Math.round((from + Math.min(1, Math.max(0, share)) * dayMs) / 60_000) * 60_000
  return at >= now - 60_000 ? null : at
}

/** Where a moment lies, as a share of the width. */
export function shareOf({ from }: Stretches, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / dayMs))
}
