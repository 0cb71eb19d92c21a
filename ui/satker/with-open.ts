/** The outages that were answered, and those that began since; of one that is in both, as it is now. */
import type { Outage } from '../../collector/domain/outage.ts'

/** Newest first. `until`: where the stretch ends, epoch milliseconds; null: it goes on with the clock. */
export function withOpen(
  answered: readonly Outage[],
  open: readonly Outage[],
  until: number | null,
): Outage[] {
  const byId = new Map(answered.map((outage) => [outage.id, outage]))
  for (const outage of open) {
    // Where the live socket is cut, the answer knows of an end that the page has not heard of.
    const hasEnded = (byId.get(outage.id)?.ended ?? null) !== null
    if (!hasEnded && (until === null || outage.began < until)) byId.set(outage.id, outage)
  }
  return [...byId.values()].sort((a, b) => b.began - a.began || b.id - a.id)
}
