/** A router that is well, with only what matters said. */
import type { WireRouter } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'

export const routerOf = (given: Partial<WireRouter> = {}): WireRouter => ({
  id: 'bantul-ce1',
  address: '10.0.0.1',
  snmp: { version: '3', port: 161, level: 'authPriv', authProtocol: 'SHA-256', privProtocol: 'AES-128' },
  state: 'answering',
  identity: { sysName: 'bantul-ce1', sysDescr: 'RouterOS', sysObjectId: '1.3.6.1.4.1.14988.1', at: noon },
  upSince: noon - 86_400_000,
  visitedAt: noon,
  failure: null,
  interfaces: [],
  endpoints: null,
  ...given,
})
