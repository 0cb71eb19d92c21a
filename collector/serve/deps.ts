import type { JsonText } from '../../db/questions.ts'
import type { LinkHistory } from '../domain/availability.ts'
import type { Clock } from '../domain/clock.ts'
import type { Outage } from '../domain/outage.ts'
import type { Resolution } from '../domain/resolution.ts'
import type { Scope } from '../domain/scope.ts'
import type { Identities } from '../access/access.ts'
import type { AuditTrail } from '../access/audit-trail.ts'
import type { Access } from '../access/create-access.ts'
import type { SignOnDesk } from '../access/sign-on-desk.ts'
import type { People } from '../access/people.ts'
import type { AccessSettings } from '../domain/access-settings.ts'
import type { Log } from '../log.ts'
import type { Transport } from './transport.ts'
import type { Health, PolledSatkerDetail, Snapshot, WireLayerChange } from './wire.ts'

/**
 * What the server is given to answer from; it knows neither the database nor the poll. Nothing of a satker can be asked
 * for without a scope: that of the caller.
 */
export interface ServeDeps {
  /** The committed network now. */
  snapshot(scope: Scope): Snapshot
  /** Everything but the browsers, which only the server can count. */
  health(): Omit<Health, 'browsers'>
  /** `WireReadings`; null where the link was never known. */
  readings(scope: Scope, query: ReadingsQuery): Promise<JsonText | null>
  /** `WireChanges` of every link, from `from` until before `to`. */
  changes(scope: Scope, period: { from: number; to: number }): Promise<JsonText>
  /** Null where there is none of that code now. */
  satker(scope: Scope, code: string): PolledSatkerDetail | null
  /** Of each link of a satker that is within the scope the last ten, newest first. */
  layerChanges(scope: Scope, code: string): Promise<ReadonlyMap<string, readonly WireLayerChange[]>>
  /** Of each link that the satker has or had in the period. */
  histories(
    scope: Scope,
    query: { satker: string; from: number; to: number },
  ): Promise<ReadonlyMap<string, LinkHistory>>
  audit: Pick<AuditTrail, 'read' | 'export'>
  people: Pick<People, 'shown' | 'phone' | 'confirm'>
  /** Newest first. */
  outages(scope: Scope, query: OutagesQuery): Promise<Outage[]>
  /** Also true of a removed link that has a history. */
  knowsLink(scope: Scope, id: string): Promise<boolean>
  /** The ministry's own province outlines, a GeoJSON document; null where none are configured. */
  outlines(): Uint8Array | null
  identities: Identities
  /** Accounts, sessions and tokens, for the routes that change them. */
  accounts: Access
  signOn: Pick<SignOnDesk, 'client' | 'wait'>
  /** As devices.yaml says it now. */
  access(): AccessSettings
  transport: Transport
  /** Folder of the built page; it need not exist yet. */
  page: string
  version: string
  clock: Clock
  log: Log
}

export interface ReadingsQuery {
  link: string
  /** Epoch milliseconds, half-open. */
  from: number
  to: number
  /** Null: the smallest that answers in few enough points. */
  resolution: Resolution | null
}

export interface OutagesQuery {
  from: number | null
  to: number | null
  link: string | null
  /** Code of the satker whose links they are of. */
  satker: string | null
  open: boolean | null
  limit: number
}
