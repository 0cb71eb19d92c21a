import type { Generated } from 'kysely'
import type { LinkStatus } from '../collector/domain/status.ts'

/** The tables, and what SQLite really gives back: whole numbers for times, text for JSON. */
export interface Database {
  link: LinkTable
  minute_reading: MinuteReadingTable
  five_minute_reading: FoldedReadingTable
  hour_reading: FoldedReadingTable
  status_change: StatusChangeTable
  outage: OutageTable
  watch: WatchTable
  router_identity: RouterIdentityTable
  fold_progress: FoldProgressTable
}

/** Short numbers in place of link ids, so that a reading's key is small. A removed link keeps its row. */
export interface LinkTable {
  id: Generated<number>
  /** The id of devices.yaml. */
  name: string
  satker: string
  seen_at: number
  gone_at: number | null
}

/** Round trips in whole microseconds and rates in whole bits: nothing measured is finer, and it halves the file. */
export interface MinuteReadingTable {
  at: number
  link: number
  asked: number | null
  answered: number | null
  rtt_min_us: number | null
  rtt_median_us: number | null
  rtt_max_us: number | null
  in_bits_per_second: number | null
  out_bits_per_second: number | null
  in_errors: number | null
  out_errors: number | null
  in_discards: number | null
  out_discards: number | null
}

export interface FoldedReadingTable extends MinuteReadingTable {
  in_bits_per_second_max: number | null
  out_bits_per_second_max: number | null
  measured_minutes: number
  in_measured_minutes: number
  out_measured_minutes: number
}

interface StatusChangeTable {
  id: Generated<number>
  link: number
  at: number
  from_status: LinkStatus
  from_since: number
  to_status: LinkStatus
  /** The link it hangs on. */
  because: number | null
  /** JSON: Evidence[]. */
  evidence: string
  recorded_at: number
}

interface OutageTable {
  id: Generated<number>
  link: number
  status: 'down' | 'unreachable'
  began: number
  ended: number | null
  unwatched_ms: number
  /** The outage it hangs on. */
  because: number | null
  /** JSON: Evidence[]. */
  evidence: string
}

/** One row for each run of the collector; the times between them are our own absences. */
interface WatchTable {
  id: Generated<number>
  began: number
  last_at: number
}

interface RouterIdentityTable {
  router: string
  at: number
  sys_descr: string | null
  sys_object_id: string | null
  sys_name: string | null
}

/** Everything before `folded_until` is folded, and of the bucket that begins there the links before `next_link`. */
interface FoldProgressTable {
  resolution: number
  folded_until: number
  next_link: number
}
