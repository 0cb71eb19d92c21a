import { expect, it } from 'vitest'
import { linkStatuses } from '../domain/status.ts'
import { changesText } from './changes-text.ts'
import { someChanges } from './fake-satker.test-kit.ts'
import type { WireChanges } from './wire.ts'

const empty: WireChanges = {
  from: 0,
  to: 1,
  links: [],
  statuses: [],
  since: [],
  changes: { link: [], at: [], to: [] },
}

const rows = 100_000
const long: WireChanges = {
  ...someChanges,
  changes: {
    link: Array.from({ length: rows }, (_, row) => row % 2),
    at: Array.from({ length: rows }, (_, row) => someChanges.from + row),
    to: Array.from({ length: rows }, (_, row) => linkStatuses[row % linkStatuses.length] ?? 'unknown'),
  },
}

it.each<[what: string, changes: WireChanges]>([
  ['nothing', empty],
  ['a few', someChanges],
  ['more than are written in one turn', long],
])('writes %s as JSON would', async (_, changes) => {
  expect(JSON.parse(await changesText(changes))).toEqual(changes)
})

it('lets others have their turn while it writes', async () => {
  const turns: string[] = []
  const written = changesText(long).then(() => turns.push('written'))
  setImmediate(() => turns.push('another'))
  await written
  expect(turns).toEqual(['another', 'written'])
})
