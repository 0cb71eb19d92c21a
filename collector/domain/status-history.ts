import type { LinkStatus } from './status.ts'

/** What every link was at `from`, and every change of status until `to`, oldest first: enough to draw any moment between. */
export interface StatusHistory {
  from: number
  to: number
  /** Ids of the links there are now. */
  links: string[]
  /** Of each link in that order: its status at `from`, null where nothing was recorded of it yet. */
  statuses: (LinkStatus | null)[]
  /** When that had begun. */
  since: (number | null)[]
  /** Columns of one length; `link` is the place in `links`. */
  changes: { link: number[]; at: number[]; to: LinkStatus[] }
}
