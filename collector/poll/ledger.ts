import type { LayerEntry } from '../domain/layer.ts'
import type { MinuteRow } from '../domain/minute-row.ts'
import type { LateEvidence } from '../domain/late-evidence.ts'
import type { Network, Retention } from '../domain/network.ts'
import type { Outage } from '../domain/outage.ts'
import type { DatedIdentity, RouterIdentity } from '../domain/reading.ts'
import type { LinkStatus, StatusChange } from '../domain/status.ts'

/** What the poll asks of the store. Each rejects if nothing of it was committed. */
export interface Ledger {
  /** Changes of status and of layers, and the outages they open and close, in one transaction; answers with the outages. */
  recordChanges(
    changes: readonly StatusChange[],
    layers: readonly LayerEntry[],
    at: number,
  ): Promise<Outage[]>
  /** Adds to outages that are written already; answers with those that have more than before. */
  addEvidence(learned: readonly LateEvidence[]): Promise<Outage[]>
  recordMinutes(rows: readonly MinuteRow[]): Promise<void>
  /** We are here, and watching. */
  recordHeartbeat(at: number): Promise<void>
  /** Makes satker and links known, follows renames, and ends what was open of links removed. */
  registerNetwork(network: Pick<Network, 'satker' | 'links'>, at: number): Promise<void>
  saveRouterIdentity(router: string, identity: RouterIdentity, at: number): Promise<void>
  routerIdentities(): Promise<Map<string, DatedIdentity>>
  statuses(): Promise<Map<string, { status: LinkStatus; since: number }>>
  openOutages(): Promise<Outage[]>
  /** What became last of each link's tunnel and session. */
  layers(): Promise<Map<string, LayerEntry[]>>
  fold(now: number): Promise<void>
  applyRetention(now: number, retention: Retention): Promise<void>
}
