import { beforeEach, describe, expect, it } from 'vitest'
import { satkerAt } from './tally.ts'
import { addChange, statusesAt, timelineOf, timelineSince, type Timeline } from './timeline.ts'
import { told } from './told.test-kit.ts'

let timeline: Timeline
beforeEach(() => (timeline = timelineOf(structuredClone(told))))

describe('a timeline', () => {
  it.each([
    [1000, { a: ['up', 500], b: ['down', 900] }],
    [1099, { a: ['up', 500], b: ['down', 900] }],
    [1100, { a: ['down', 1100], b: ['down', 900], c: ['up', 1100] }],
    [1400, { a: ['up', 1300], b: ['down', 900], c: ['up', 1100] }],
    [9999, { a: ['up', 1300], b: ['up', 1500], c: ['up', 1100] }],
  ])('says what every link was at %i, and since when', (at, expected) => {
    const found = [...statusesAt(timeline, at)].map(([id, { status, since }]) => [id, [status, since]])
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  it('takes in what is told live, at its place in time', () => {
    expect(addChange(timeline, 'c', 1400, 'down')).toBe(true)
    expect(timeline.changes.at).toEqual([1100, 1100, 1300, 1400, 1500])
    expect(statusesAt(timeline, 1400).get('c')).toEqual({ status: 'down', since: 1400 })
  })

  it('takes in nothing twice, and nothing of a link that it does not know', () => {
    expect(addChange(timeline, 'a', 1300, 'up')).toBe(false)
    expect(addChange(timeline, 'nobody', 1300, 'up')).toBe(false)
    expect(timeline.changes.at).toHaveLength(4)
  })
})

describe('a timeline from a later moment on', () => {
  it.each([1000, 1099, 1100, 1200, 1300, 1500, 1900])('from %i tells the same of what was since', (from) => {
    const later = timelineSince(timeline, from)
    for (const at of [1000, 1100, 1200, 1300, 1400, 1500, 2000].filter((at) => at >= from))
      expect(statusesAt(later, at)).toEqual(statusesAt(timeline, at))
    expect(later.changes.at.every((at) => at > from)).toBe(true)
    expect([later.from, timeline.changes.at.length]).toEqual([from, 4])
  })
})

describe('a satker at a moment gone by', () => {
  const shared = new Map([
    ['a', '900001'],
    ['b', '900001'],
  ])
  const at = (moment: number) => satkerAt(timeline, shared, moment).get('900001')

  it('is what its links made it, since it became so and not since one of them last changed', () => {
    expect(at(1050)).toEqual({ status: 'degraded', since: 900 })
    expect(at(1200)).toEqual({ status: 'down', since: 1100 })
    expect(at(1400)).toEqual({ status: 'degraded', since: 1300 })
    addChange(timeline, 'b', 1350, 'unreachable')
    expect(at(1400)).toEqual({ status: 'degraded', since: 1300 })
    expect(at(1600)).toEqual({ status: 'up', since: 1500 })
  })

  it('is nothing where nothing was recorded of it yet', () => {
    expect(satkerAt(timeline, new Map([['c', '900003']]), 1050).size).toBe(0)
  })
})
