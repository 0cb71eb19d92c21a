import { describe, expect, test } from 'vitest'
import { fleetOf } from '../fleet-of.test-kit.ts'
import { storeBytes } from '../store-size.ts'
import { checkDisk, type DiskFacts } from './disk.ts'

const facts: DiskFacts = {
  folder: '/var/lib/satker-connected',
  isThere: true,
  unwritable: null,
  kind: 0xef53,
  freeBytes: 500e9,
  freeInodes: 1e6,
  usedBytes: 0,
  commitMs: 0.4,
}

describe('the data folder', () => {
  test.each<[string, Partial<DiskFacts>, string[]]>([
    ['on a disk of this machine', {}, ['well', 'well', 'well']],
    ['that is not there yet', { isThere: false }, ['well', 'well', 'well']],
    ['where nothing can be written', { unwritable: 'EACCES' }, ['act']],
    ['on NFS', { kind: 0x6969 }, ['act', 'well', 'well']],
    ['on SMB', { kind: 0xfe534d42 }, ['act', 'well', 'well']],
    ['in memory', { kind: 0x01021994 }, ['act', 'well', 'well']],
    ['in the layers of a container', { kind: 0x794c7630 }, ['note', 'well', 'well']],
    ['of a kind that cannot be told', { kind: null, freeBytes: null }, ['note', 'note', 'well']],
    ['on a disk that is nearly full', { freeBytes: 1e9 }, ['well', 'act', 'well']],
    ['without inodes', { freeInodes: 3 }, ['well', 'well', 'act', 'well']],
    ['on a file system that counts none', { freeInodes: null }, ['well', 'well', 'well']],
    ['on a slow disk', { commitMs: 35 }, ['well', 'well', 'note']],
    ['on one that is too slow', { commitMs: 180 }, ['well', 'well', 'act']],
    ['in which no commit could be tried', { commitMs: null }, ['well', 'well', 'note']],
  ])('%s', (_, given, states) => {
    expect(checkDisk({ ...facts, ...given }, fleetOf(12_000)).map(({ state }) => state)).toEqual(states)
  })

  test('what the database already has is not missing', () => {
    const need = fleetOf(850)
    const room = (usedBytes: number, freeBytes: number): string | undefined =>
      checkDisk({ ...facts, usedBytes, freeBytes }, need)[1]?.state
    const full = storeBytes(need)
    expect([room(0, full - 1), room(1, full - 1), room(full * 2, 0)]).toEqual(['act', 'well', 'well'])
  })

  test('less is needed of what is kept for less time', () => {
    const need = fleetOf(850)
    const shorter = { ...need, retention: { ...need.retention, fiveMinutesMs: 180 * 86_400_000 } }
    expect(storeBytes(shorter)).toBeLessThan(storeBytes(need))
  })
})
