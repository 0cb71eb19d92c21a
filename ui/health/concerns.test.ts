import { describe, expect, it } from 'vitest'
import type { Health } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'
import { createFormat } from '../parts/format.ts'
import { fakeHealth } from '../parts/health.test-kit.ts'
import { phrase } from '../parts/words.ts'
import type { Missed } from '../state/health.svelte.ts'
import { concernsOf, type Speaker } from './concerns.ts'

const speaker: Speaker = { t: (key, values) => phrase('en', key, values), format: createFormat('en') }
const rhythm = { sweepMs: 10_000, visitMs: 60_000 }
const nothing: Missed = { forMs: 600_000, sweepsLate: 0, visitsLate: 0, visitsSkipped: 0 }
const { icmp, snmp, database } = fakeHealth()

function concerns(given: Partial<Health>, missed: Missed | null = nothing): string[] {
  return concernsOf({ health: fakeHealth(given), at: noon, rhythm, missed }, speaker)
}

describe('what needs somebody', () => {
  it.each<[string, Partial<Health>, (Missed | null)?]>([
    ['all is done in time', {}],
    ['it was asked once only', {}, null],
    ['nothing was swept or visited yet', { icmp: { ...icmp, lastSweepAt: null } }],
    [
      'there is nothing to store',
      { icmp: { ...icmp, endpoints: 0 }, database: { ...database, lastCommitAt: noon - 9e6 } },
    ],
    ['a sweep is on its way', { icmp: { ...icmp, lastSweepAt: noon - 30_000 } }],
    ['a router waits for its second round', { snmp: { ...snmp, longestUnseenMs: 120_000 } }],
    ['much was late long ago', { snmp: { ...snmp, late: 9_000, skipped: 12 } }],
    ['the journal is as large as it usually is', { database: { ...database, walBytes: 64_000_000 } }],
  ])('is nothing while %s', (_what, given, missed) => expect(concerns(given, missed)).toEqual([]))

  it.each<[string, Partial<Health>, Partial<Missed>, RegExp]>([
    ['no sweep', { icmp: { ...icmp, lastSweepAt: noon - 31_000 } }, {}, /last sweep was 31 s ago/],
    ['a router unseen', { snmp: { ...snmp, longestUnseenMs: 121_000 } }, {}, /not visited for 2 m;/],
    ['late sweeps', {}, { sweepsLate: 3 }, /late 3 times in the last 10 m:/],
    ['visits passed over', {}, { visitsSkipped: 1_200 }, /passed over 1,200 times/],
    ['late visits', {}, { visitsLate: 1 }, /Visits were late 1 times/],
    ['a busy process', { eventLoopP99Ms: 250 }, {}, /waits for 250 ms/],
    ['nothing stored', { database: { ...database, lastCommitAt: noon - 240_000 } }, {}, /stored 4 m ago/],
    ['a large journal', { database: { ...database, walBytes: 200_000_000 } }, {}, /grown to 200 MB/],
    ['a slow ping', { icmp: { ...icmp, by: 'ping', advice: 'Install fping.' } }, {}, /fping/],
  ])('is %s', (_what, given, missed, words) => {
    const told = concerns(given, { ...nothing, ...missed })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(words)
  })
})
