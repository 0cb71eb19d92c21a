import { expect, test } from 'vitest'
import { inPieces } from './in-pieces.ts'

test('all is done in its order, and no more at once than is said', async () => {
  const pieces: (readonly number[])[] = []
  await inPieces([1, 2, 3, 4, 5], 2, (piece) => void pieces.push(piece))
  expect(pieces).toEqual([[1, 2], [3, 4], [5]])
})

test('between two pieces whoever waits has a turn', async () => {
  const done: string[] = []
  const all = inPieces(['a', 'b', 'c'], 1, ([one]) => void done.push(one ?? ''))
  setImmediate(() => done.push('who waits'))
  await all
  expect(done[0]).toBe('a')
  expect(done.indexOf('who waits')).toBeLessThan(done.indexOf('c'))
})

test('what is one piece is done at once', () => {
  const pieces: (readonly number[])[] = []
  void inPieces([1, 2], 2, (piece) => void pieces.push(piece))
  expect(pieces).toEqual([[1, 2]])
})
