import type { Generated } from 'kysely'
import type { KeptLayer, LayerTurn, LayerWitness } from '../collector/domain/layer.ts'
import type { Role, TokenRole } from '../collector/domain/role.ts'
import type { SatkerType } from '../collector/domain/satker.ts'
import type { LinkStatus } from '../collector/domain/status.ts'

/** The tables, and what SQLite really gives back: whole numbers for times, text for JSON. */
export interface Database {
  link: LinkTable
  minute_reading: MinuteReadingTable
  five_minute_reading: FoldedReadingTable
  hour_reading: FoldedReadingTable
  packed_reading: PackedReadingTable
  status_change: StatusChangeTable
  layer_change: LayerChangeTable
  outage: OutageTable
  watch: WatchTable
  router_identity: RouterIdentityTable
  fold_progress: FoldProgressTable
  pack_progress: PackProgressTable
  satker: SatkerTable
  pic_confirmation: PicConfirmationTable
  account: AccountTable
  one_time_link: OneTimeLinkTable
  session: SessionTable
  token: TokenTable
  audit: AuditTable
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

/** Older five minutes or hours of a link, a whole span of them in one row; see `packed-rows.ts`. */
export interface PackedReadingTable {
  width: 300_000 | 3_600_000
  /** Where the span begins. */
  at: number
  link: number
  readings: Uint8Array
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

interface LayerChangeTable {
  id: Generated<number>
  link: number
  at: number
  layer: KeptLayer
  turn: LayerTurn
  by: LayerWitness
  /** What it is of: the far end of the session, the tunnel's interface or its gateway. */
  of: string | null
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

/** The span that is being packed: its links before `next_link` are; no row while nothing is begun. */
interface PackProgressTable {
  width: number
  at: number
  next_link: number
}

/** What scopes go by. A removed satker keeps its row, as its links keep their history. */
export interface SatkerTable {
  code: string
  type: SatkerType
  province: string
}

/** When the PIC of a satker was last confirmed, or first stood in devices.yaml as it stands there now. */
interface PicConfirmationTable {
  satker: string
  /** Of the entry; another entry is another person. */
  fingerprint: string
  at: number
  /** Null: by being written. */
  by: string | null
}

export interface AccountTable {
  id: string
  /** What is signed in with, in lower case. */
  name: string
  role: Role
  /** JSON: Scope. */
  scope: string
  created_at: number
  disabled_at: number | null
  /** Issuer and subject of a single sign-on. */
  sign_on: string | null
  /** PHC string. */
  password: string | null
  /** The shared secret, sealed. */
  second_factor: string | null
  /** The time step of the last code taken: none is taken twice. */
  second_factor_step: number | null
}

/** Sets a password once; without an account it makes the first one. */
export interface OneTimeLinkTable {
  hash: string
  account: string | null
  created_at: number
  ends_at: number
}

export interface SessionTable {
  /** Of what the cookie holds. */
  hash: string
  id: string
  account: string
  began_at: number
  used_at: number
  ends_at: number
  address: string
  agent: string
}

export interface TokenTable {
  id: string
  hash: string
  name: string
  role: TokenRole
  /** JSON: Scope. */
  scope: string
  created_at: number
  created_by: string
  ends_at: number
  revoked_at: number | null
  used_at: number | null
}

/** Each row holds the hash of the one before it. */
export interface AuditTable {
  id: number
  at: number
  who: string
  what: string
  subject: string | null
  outcome: 'done' | 'refused'
  /** JSON. */
  before: string | null
  /** JSON. */
  after: string | null
  address: string | null
  previous_hash: string | null
  hash: string
}
