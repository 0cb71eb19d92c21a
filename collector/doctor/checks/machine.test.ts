import { describe, expect, test } from 'vitest'
import type { Finding } from '../finding.ts'
import { fleetOf } from '../fleet-of.test-kit.ts'
import { checkClock, type ClockFacts } from './clock.ts'
import { checkDescriptors } from './descriptors.ts'
import { checkPower, type PowerFacts } from './power.ts'
import { checkRuntime } from './runtime.ts'
import { checkZones } from './zones.ts'

const states = (findings: Finding[]): string => findings.map(({ state }) => state).join(' ')
const hours = (offset: number): number[] => Array.from({ length: 12 }, () => offset)

test.each([
  ['24.21.0', '3.53.4', 'well well'],
  ['24.0.0', '3.49.1', 'well well'],
  ['22.12.0', '3.46.0', 'act act'],
  ['20.19.0', null, 'act act'],
  ['26.1.0', '4.0.0', 'well well'],
])('Node.js %s with SQLite %s: %s', (node, sqlite, expected) => {
  expect(states(checkRuntime({ node, sqlite }))).toBe(expected)
})

test.each([
  [1_024, 550, 0, 'act'],
  [4_096, 12_000, 0, 'well'],
  [4_096, 12_000, 12_000, 'act'],
  [16_384, 12_000, 12_000, 'well'],
  [null, 550, 0, 'note'],
])('%s open files, %s satker of which %s are played: %s', (hard, satker, played, state) => {
  const need = fleetOf(satker, {
    played: Array.from({ length: played }, () => ({ address: '127.0.0.1', port: 1 })),
  })
  expect(checkDescriptors({ hard }, need).state).toBe(state)
})

test('too few open files are raised by a number that suffices', () => {
  expect(checkDescriptors({ hard: 1_024 }, fleetOf(550)).cure).toMatch(/^ulimit -n 1200, .*LimitNOFILE=1200$/)
})

describe('memory and cores', () => {
  const machine: PowerFacts = { memoryBytes: 8e9, memoryLimitBytes: null, cores: 2, coresLimit: null }
  test.each([
    ['two cores and 8 GB', 12_000, {}, 'well well'],
    ['one core', 550, { cores: 1 }, 'well well'],
    ['one core', 12_000, { cores: 1 }, 'well note'],
    ['512 MB', 12_000, { memoryBytes: 512e6 }, 'act well'],
    ['a container with 512 MB', 12_000, { memoryLimitBytes: 512e6 }, 'act well'],
    ['a container with more than there is', 12_000, { memoryLimitBytes: 64e9 }, 'well well'],
    ['a tenth of a core', 12_000, { coresLimit: 0.1 }, 'well act'],
    ['two cores', 120_000, {}, 'act act'],
  ] as const)('%s for %s satker', (_, satker, given, expected) => {
    expect(states(checkPower({ ...machine, ...given }, fleetOf(satker)))).toBe(expected)
  })

  test('whose limit it is that is too low', () => {
    const [ofMachine] = checkPower({ ...machine, memoryBytes: 512e6 }, fleetOf(12_000))
    const [ofContainer] = checkPower({ ...machine, memoryLimitBytes: 512e6 }, fleetOf(12_000))
    expect(ofMachine?.cure).toBe('a machine with more memory')
    expect(ofContainer).toMatchObject({
      found: expect.stringContaining('the limit of this container or service'),
      cure: expect.stringContaining('podman run --memory 2g'),
    })
  })
})

describe('the clock', () => {
  const now = Date.UTC(2026, 10, 27)
  test.each<[string, Partial<ClockFacts>, string]>([
    ['kept right', {}, 'well well'],
    ['by nothing that can be seen', { isSynchronised: null }, 'note well'],
    ['by nothing', { isSynchronised: false }, 'act well'],
    ['of the year 1970', { now: 0, isSynchronised: true }, 'act well'],
    ['that is coarse', { resolutionMs: 15.6 }, 'well act'],
  ])('%s', (_, given, expected) => {
    expect(states(checkClock({ now, isSynchronised: true, resolutionMs: 0.001, ...given }))).toBe(expected)
  })
})

describe('time zones', () => {
  const right = { 'Asia/Jakarta': hours(7), 'Asia/Makassar': hours(8), 'Asia/Jayapura': hours(9) }
  test.each([
    ['as they are', right, 'well'],
    ['with one that is not known', { ...right, 'Asia/Pontianak': null }, 'act'],
    ['with one that is as in Greenwich', { ...right, 'Asia/Jayapura': hours(0) }, 'act'],
    ['with one that has summer time', { ...right, 'Asia/Jakarta': [...hours(7).slice(1), 8] }, 'act'],
    [
      'with one elsewhere that has',
      { ...right, 'Europe/Rome': [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1] },
      'well',
    ],
  ] as const)('%s', (_, zones, state) => {
    expect(
      checkZones(Object.fromEntries(Object.entries(zones).map(([zone, of]) => [zone, of && [...of]]))).state,
    ).toBe(state)
  })
})
