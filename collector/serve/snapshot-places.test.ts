import { expect, test } from 'vitest'
import { FakeClock } from './fake-deps.test-kit.ts'
import { SnapshotPlaces, type Waiting } from './snapshot-places.ts'

function placesOf(count: number) {
  const clock = new FakeClock()
  const places = new SnapshotPlaces(clock, count)
  const got: string[] = []
  const come = (name: string): Waiting => {
    const one: Waiting = { resume: () => void (places.take(one) && got.push(name)) }
    one.resume()
    return one
  }
  return { clock, places, got, come }
}

test('as many as there are places go at once, and the others as they come free, in the order they came', () => {
  const { places, got, come } = placesOf(2)
  const [a, b] = ['a', 'b', 'c', 'd', 'e'].map(come)
  expect(got).toEqual(['a', 'b'])
  places.leave(b!)
  places.leave(a!)
  expect(got).toEqual(['a', 'b', 'c', 'd'])
})

test('one that left before its turn is passed over', () => {
  const { places, got, come } = placesOf(1)
  const [a, b] = ['a', 'b', 'c'].map(come)
  places.leave(b!)
  expect(got).toEqual(['a'])
  places.leave(a!)
  expect(got).toEqual(['a', 'c'])
})

test('a line that is slow keeps nobody else waiting', () => {
  const { clock, places, got, come } = placesOf(2)
  for (const name of ['a', 'b', 'c', 'd', 'e']) come(name)
  clock.advance(249)
  places.tick()
  expect(got).toEqual(['a', 'b'])
  clock.advance(1)
  places.tick()
  expect(got).toEqual(['a', 'b', 'c', 'd'])
})

test('whoever has a place keeps it when it asks again', () => {
  const { got, come } = placesOf(1)
  const a = come('a')
  a.resume()
  expect(got).toEqual(['a', 'a'])
})
