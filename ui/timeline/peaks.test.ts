import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { linkStatuses } from '../../collector/domain/status.ts'
import { Peaks } from './peaks.ts'
import { addChange, timelineOf, type Timeline } from './timeline.ts'
import { told } from './told.test-kit.ts'

let timeline: Timeline
beforeEach(() => (timeline = timelineOf(structuredClone(told))))

describe('the peaks of a timeline', () => {
  const each = new Map([
    ['a', '900001'],
    ['b', '900002'],
    ['c', '900003'],
  ])
  const stretches = { from: 1000, stepMs: 200, count: 4 }
  const gone = (satkerOf = each) =>
    new Peaks()
      .of(timeline, satkerOf, stretches)
      .map(({ down, unreachable, unknown }) => [down, unreachable, unknown])

  it('are the worst moment of each stretch', () => {
    expect(gone()).toEqual([
      [2, 0, 0],
      [2, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ])
  })

  it('know where each stretch lies', () => {
    expect(new Peaks().of(timeline, each, stretches)[1]).toMatchObject({ from: 1200, to: 1400 })
  })

  it('count a satker that one link still carries as connected', () => {
    const shared = new Map([
      ['a', '900001'],
      ['b', '900001'],
    ])
    expect(gone(shared)).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  it('count only the satker asked for', () => expect(gone(new Map([['c', '900003']]))[0]).toEqual([0, 0, 0]))

  it('do not see a moment between changes of the same moment', () => {
    timeline = timelineOf({
      ...told,
      statuses: ['down', 'up', null],
      changes: { link: [1, 0], at: [1050, 1050], to: ['unreachable', 'up'] },
    })
    expect(gone()[0]).toEqual([1, 0, 0])
    expect(gone()[1]).toEqual([0, 1, 0])
  })

  it('keep the fewest that nobody watched', () => {
    timeline = timelineOf({
      ...told,
      statuses: ['unknown', 'unknown', 'up'],
      changes: { link: [0], at: [1250], to: ['up'] },
    })
    expect(gone().map(([, , unknown]) => unknown)).toEqual([2, 1, 1, 1])
  })

  it('asked again after each change are what they are when asked at once, wherever it was added', () => {
    const change = fc.record({
      link: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 0, max: 40 }).map((tens) => 900_000 + tens * 10_000),
      to: fc.constantFrom(...linkStatuses),
    })
    const shared = new Map([...each, ['b', '900001']])
    const hours = { from: 1_000_000, stepMs: 60_000, count: 4 }
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.boolean(), (changes, isShared) => {
        timeline = timelineOf({ ...told, changes: { link: [], at: [], to: [] } })
        const [running, satkerOf] = [new Peaks(), isShared ? shared : each]
        for (const { link, at, to } of changes) {
          addChange(timeline, link, at, to)
          expect(running.of(timeline, satkerOf, hours)).toEqual(new Peaks().of(timeline, satkerOf, hours))
        }
        expect(running.of(timeline, each, hours)).toEqual(new Peaks().of(timeline, each, hours))
      }),
    )
  })
})
