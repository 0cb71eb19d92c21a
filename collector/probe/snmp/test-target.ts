/** Routers as the configuration would give them, for whoever plays their agents. */
import type { SnmpSettings } from '../../domain/router.ts'
import { Secret } from '../../domain/secret.ts'
import type { RouterTarget } from './snmp-probe.ts'

export const realClock = { now: () => Date.now(), monotonicMs: () => performance.now() }

interface TargetOptions extends Partial<SnmpSettings> {
  port: number
  id?: string
  address?: string
  community?: string
  authKey?: string
  privKey?: string
}

export function createTarget(options: TargetOptions): RouterTarget {
  const { id = 'rtr-1', address = '127.0.0.1', community = 'rahasia', authKey, privKey, ...given } = options
  const settings: SnmpSettings = {
    version: '2c',
    timeoutMs: 1_000,
    retries: 1,
    user: null,
    level: null,
    authProtocol: null,
    privProtocol: null,
    ...given,
  }
  return {
    router: { id, satker: '900001', address, trapsFrom: [], snmp: settings },
    access: {
      settings,
      community: new Secret(community),
      authKey: authKey === undefined ? null : new Secret(authKey),
      privKey: privKey === undefined ? null : new Secret(privKey),
    },
  }
}
