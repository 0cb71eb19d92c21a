import { linkStatuses } from './status.ts'
import type { LinkStatus, StatusChange } from './status.ts'

export type TimeInStatus = Record<LinkStatus, number>

/**
 * Milliseconds spent in each status within [from, to), which add up to the period exactly. `first` is the
 * status before the first of the changes; changes from outside the period may be among them.
 */
export function timeInStatus(
  changes: Pick<StatusChange, 'at' | 'to'>[],
  first: LinkStatus,
  from: number,
  to: number,
): TimeInStatus {
  const spentMs = Object.fromEntries(linkStatuses.map((status) => [status, 0])) as TimeInStatus
  let status = first
  let since = from
  for (const change of changes.toSorted((one, other) => one.at - other.at)) {
    const until = Math.min(Math.max(change.at, from), to)
    spentMs[status] += until - since
    since = until
    status = change.to
  }
  spentMs[status] += Math.max(from, to) - since
  return spentMs
}
