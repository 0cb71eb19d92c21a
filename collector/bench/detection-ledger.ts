import type { Ledger } from '../poll/ledger.ts'

/** Takes everything, and keeps nothing: what a disk costs is measured elsewhere. */
export const keepNothing: Ledger = {
  recordChanges: async () => [],
  addEvidence: async () => [],
  recordMinutes: async () => {},
  recordHeartbeat: async () => {},
  registerNetwork: async () => {},
  saveRouterIdentity: async () => {},
  routerIdentities: async () => new Map(),
  statuses: async () => new Map(),
  openOutages: async () => [],
  layers: async () => new Map(),
  fold: async () => {},
  applyRetention: async () => {},
}
