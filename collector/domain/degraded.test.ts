import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { believedAt, changesIn, changesOf, type Letter, liveThrough, type Setting } from './story.test-kit.ts'

const patient: Setting = { limits: { downAfter: 20 } }
const times = (letter: Letter | string, count: number): string => letter.repeat(count)

describe('loss', () => {
  test('degrades on fifty echoes, dated at the first that was lost', () => {
    expect(changesOf('..eeeeee')).toEqual(['up @0', 'degraded @2'])
    expect(believedAt('..eeeeee')).toEqual(['up @0', 'degraded @7'])
  })

  test('does not degrade on fewer echoes, however bad', () => {
    expect(changesOf('.eeeee')).toEqual(['up @0'])
  })

  test('degrades by its share, not by its number', () => {
    // Of about 70 echoes one is lost, and of about 60 sixteen.
    expect(changesOf(`.qqqo${times('.', 20)}`)).toEqual(['up @0'])
    expect(changesOf(`.qqee${times('.', 20)}`)).toEqual(['up @0', 'degraded @3'])
  })

  test('is over five minutes after the loss has been under four fifths of its limit, dated when it was', () => {
    const story = `.eeeeee${times('.', 70)}`
    expect(changesOf(story)).toEqual(['up @0', 'degraded @1', 'up @36'])
    expect(believedAt(story)).toEqual(['up @0', 'degraded @6', 'up @66'])
  })

  test('that comes back within those five minutes keeps it degraded', () => {
    const story = `.eeeeee${times('.', 50)}eee${times('.', 28)}`
    expect(changesOf(story)).toEqual(['up @0', 'degraded @1'])
  })

  test('of any packet is told where the limit is none at all, and forgiven', () => {
    const setting = { limits: { lossRatio: 0 } }
    expect(changesOf(`.qqqo${times('.', 70)}`, setting)).toEqual(['up @0', 'degraded @4', 'up @34'])
  })
})

describe('delay', () => {
  test('degrades when the median is beyond its limit, dated at the first slow echo', () => {
    expect(changesOf(`.${times('s', 10)}`)).toEqual(['up @0', 'degraded @1'])
    expect(believedAt(`.${times('s', 10)}`)).toEqual(['up @0', 'degraded @9'])
  })

  test('does not degrade by fewer than half of the echoes', () => {
    expect(changesOf(times('..s', 30))).toEqual(['up @0'])
  })

  test('is over when the median has been under four fifths of its limit for five minutes', () => {
    expect(changesOf(`.${times('s', 10)}${times('.', 45)}`)).toEqual(['up @0', 'degraded @1', 'up @20'])
  })

  test('between four fifths of the limit and the limit leaves things as they are', () => {
    expect(changesOf(times('m', 100))).toEqual(['up @0'])
    expect(changesOf(`.${times('s', 10)}${times('m', 100)}`)).toEqual(['up @0', 'degraded @1'])
  })
})

describe('load', () => {
  test('beyond its limit degrades at the visit that measured it', () => {
    expect(changesOf('...F...')).toEqual(['up @0', 'degraded @3'])
  })

  test('that nobody measured any more is forgiven after its five minutes and five of calm', () => {
    expect(changesOf(`.F${times('.', 61)}`)).toEqual(['up @0', 'degraded @1', 'up @31'])
  })
})

describe('degraded', () => {
  test('becomes down by the same patience as up', () => {
    expect(changesOf('.eeeeee.x..')).toEqual(['up @0', 'degraded @1', 'down @8', 'up @9'])
  })

  test('tells on what it rests', () => {
    expect(changesIn(liveThrough('.F')).at(-1)?.evidence).toEqual([{ at: 10_000, what: 'load' }])
  })

  test('says which limits are exceeded until each is under four fifths again', () => {
    const told = liveThrough(`.eeeeee${times('.', 70)}`)
    expect(told[6]?.belief.beyond).toEqual({ loss: true, delay: false, load: false })
    expect(told.at(-1)?.belief.beyond).toEqual({ loss: false, delay: false, load: false })
  })
})

describe('a link that alternates', () => {
  test('between down and degraded sweeps does not stay up', () => {
    expect(changesOf(`.${times('xe', 10)}`, patient)).toEqual(['up @0', 'degraded @1'])
    expect(changesOf(`.${times('xe', 10)}`)).toEqual(['up @0', 'down @1'])
  })

  test('does not stay up, whatever its patience and however it is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(4, 9),
        fc.constantFrom('xe', 'x.', 'xo', 'xxe', 'x..'),
        (downAfter, whole, turn) => {
          const setting = { limits: { downAfter, upAfter: 3 }, whole }
          const told = liveThrough(`..${times(turn, 20)}`, setting)
          expect(told.at(-1)?.belief.status).not.toBe('up')
        },
      ),
    )
  })
})

describe('a link that is up again', () => {
  test('is not degraded by echoes lost during its outage', () => {
    expect(changesOf(`.${times('x', 20)}..qqqqq`)).toEqual(['up @0', 'down @1', 'up @21'])
  })

  test('is not degraded by the part of a burst that was sent before it was back', () => {
    expect(changesOf(`.xxe.qqqqq`)).toEqual(['up @0', 'down @1', 'up @3'])
    expect(changesOf(`....e.qqq`)).toEqual(['up @0', 'degraded @4'])
  })

  test('is degraded by what it loses afterwards', () => {
    expect(changesOf('.xx..eeeeee')).toEqual(['up @0', 'down @1', 'up @3', 'degraded @5'])
  })

  test('begins with clean limits, though it fell while degraded', () => {
    const back = liveThrough('.eeeeee.xx..').at(-1)?.belief
    expect(back).toMatchObject({ status: 'up', beyond: { loss: false }, calmSince: null, lastLossAt: null })
  })

  test('remembers a loss that came after its return', () => {
    expect(liveThrough('.xx.o').at(-1)?.belief).toMatchObject({ status: 'up', lastLossAt: 40_000 })
  })
})
