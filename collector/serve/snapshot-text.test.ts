import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aSnapshot, FakeClock } from './fake-deps.test-kit.ts'
import { snapshotJson, SnapshotText } from './snapshot-text.ts'
import type { Snapshot } from './wire.ts'

test('is what JSON.stringify writes, whatever is in it, the first time and again', () => {
  const text = fc.string({ unit: 'binary' })
  const satker = fc.record({ code: text, name: text }).map((own) => ({ ...aSnapshot.satker[0]!, ...own }))
  const link = fc
    .record({ id: text, rttMs: fc.option(fc.double({ noNaN: true })) })
    .map((own) => ({ ...aSnapshot.links[0]!, ...own }))
  const snapshot = fc
    .record({ organisation: text, satker: fc.array(satker), links: fc.array(link) })
    .map((own): Snapshot => ({ ...aSnapshot, ...own }))
  fc.assert(
    fc.property(snapshot, (one) => {
      for (const _ of ['first', 'again']) expect(String(snapshotJson(one))).toBe(JSON.stringify(one))
    }),
  )
})

test('has what was put in the place of a link', () => {
  const [link, ...others] = aSnapshot.links
  snapshotJson(aSnapshot)
  const after: Snapshot = { ...aSnapshot, links: [{ ...link!, status: 'down' }, ...others] }
  expect(JSON.parse(String(snapshotJson(after)))).toEqual(after)
})

function aText() {
  const clock = new FakeClock()
  return { clock, text: new SnapshotText(() => ({ ...aSnapshot, at: clock.now() }), clock) }
}

test('is one text for all who ask within a second, and another after something was published', () => {
  const { clock, text } = aText()
  const first = text.json()
  clock.advance(999)
  expect([text.json(), text.jsonInTurn()]).toEqual([first, first])
  text.forget()
  expect(text.json()).not.toEqual(first)
})

test('those who can wait do so where something is published all the time, and others do not', () => {
  const { clock, text } = aText()
  const ask = () => {
    text.forget()
    return text.jsonInTurn() !== null
  }
  const asked = Array.from({ length: 10 }, ask)
  expect(asked.filter(Boolean)).toHaveLength(8)
  expect(ask()).toBe(false)
  expect(text.json()).not.toBeNull()
  clock.advance(500)
  expect([ask(), ask()]).toEqual([true, false])
})
