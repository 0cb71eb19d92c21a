/** The health of a collector that is well, with only what matters said. */
import type { Health } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'

export function fakeHealth(given: Partial<Health> = {}): Health {
  return {
    ok: true,
    version: '0.1.0',
    node: '24.0.0',
    sqlite: '3.50.0',
    startedAt: noon,
    icmp: { by: 'fping', lastSweepAt: noon, sweeps: 1, endpoints: 1, late: 0, advice: null },
    snmp: {
      lastVisitAt: noon,
      routers: 1,
      inFlight: 0,
      visits: 1,
      failed: {},
      waiting: 0,
      longestUnseenMs: null,
      late: 0,
      skipped: 0,
      refused: {},
    },
    trap: null,
    config: { file: 'devices.yaml', loadedAt: noon, problems: [] },
    database: { bytes: 0, walBytes: 0, lastCommitAt: noon, full: false },
    browsers: 1,
    eventLoopP99Ms: 1,
    blind: false,
    ...given,
  }
}

export function trapOf(given: Partial<NonNullable<Health['trap']>> = {}): NonNullable<Health['trap']> {
  return {
    address: '*',
    port: 10_162,
    received: 1_204,
    accepted: 4,
    ignored: 0,
    refused: { 'unknown-source': 1_200, replay: 0 },
    visits: 8,
    restarts: 0,
    keysDerived: 2,
    listening: true,
    why: null,
    ...given,
  }
}
