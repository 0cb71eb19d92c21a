import type { SnmpSettings } from './router.ts'
import type { Secret } from './secret.ts'

/** All that is needed to ask a router by SNMP. Its secrets go to the probe and nowhere else. */
export interface SnmpAccess {
  settings: SnmpSettings
  /** v1 and v2c. */
  community: Secret | null
  /** v3. */
  authKey: Secret | null
  privKey: Secret | null
}
