import { describe, expect, test } from 'vitest'
import { afterLook, beliefOf } from './belief.ts'
import { changesOf, interfaceHoldsMs, liveThrough, tickMs } from './story.test-kit.ts'
import { linkStatuses } from './status.ts'
import { cutOff, lapse } from './watching.ts'

const watch = { everyMs: tickMs, patienceMs: 3 * tickMs }
const seen = linkStatuses.filter((status) => status !== 'unknown')

describe('a link that nobody looks at', () => {
  test.each(seen)('is no longer %s one sweep after its last reading', (status) => {
    const belief = beliefOf(status, 5_000, 100_000)
    expect(lapse('link-1', belief, { at: 130_001, ...watch })?.change).toEqual({
      link: 'link-1',
      at: 110_000,
      from: status,
      fromSince: 5_000,
      to: 'unknown',
      because: null,
      evidence: [{ at: 110_000, what: 'not-watched' }],
    })
  })

  test('is what it was while the gap is no longer than patience', () => {
    expect(lapse('link-1', beliefOf('up', 0, 100_000), { at: 130_000, ...watch })).toBeNull()
  })

  test('cannot become more unknown than it is', () => {
    expect(lapse('link-1', beliefOf('unknown', 0, 0), { at: 10 ** 12, ...watch })).toBeNull()
    expect(cutOff('link-1', beliefOf('unknown', 0, 0), 10 ** 12)).toBeNull()
  })

  test('is unknown no earlier than it became what it was', () => {
    const belief = beliefOf('degraded', 150_000, 100_000)
    expect(lapse('link-1', belief, { at: 200_000, ...watch })?.change.at).toBe(150_000)
  })

  test('is watched by sweeps, quality rounds and visits that see its interface', () => {
    expect(liveThrough('.').at(-1)?.belief.watchedAt).toBe(0)
    expect(liveThrough('._U').at(-1)?.belief.watchedAt).toBe(2 * tickMs)
    expect(liveThrough('._F').at(-1)?.belief.watchedAt).toBe(0)
    expect(liveThrough('.__x').at(-1)?.belief.watchedAt).toBe(3 * tickMs)
  })
})

describe('while we are cut off ourselves', () => {
  test.each(seen)('a link that was %s is unknown from that moment', (status) => {
    const told = cutOff('link-1', beliefOf(status, 5_000, 100_000), 120_000)
    expect(told?.change).toMatchObject({ from: status, fromSince: 5_000, to: 'unknown', at: 120_000 })
    expect(told?.change.evidence).toEqual([{ at: 120_000, what: 'cut-off' }])
  })

  test('a link is unknown no earlier than it became what it was', () => {
    expect(cutOff('link-1', beliefOf('up', 130_000, 130_000), 120_000)?.change.at).toBe(130_000)
  })
})

describe('after a gap', () => {
  const downBefore = liveThrough('..xx').at(-1)?.belief ?? beliefOf('down', 0, 0)
  const forgotten = lapse('link-1', downBefore, { at: 50 * tickMs, ...watch })?.belief

  test('no evidence from before it counts', () => {
    expect(forgotten).toEqual(beliefOf('unknown', 4 * tickMs, 3 * tickMs))
    const suspect = liveThrough('..xx', { limits: { downAfter: 20 } }).at(-1)?.belief
    const after = suspect && cutOff('link-1', suspect, 4 * tickMs)?.belief
    expect(after).toMatchObject({ firstMissAt: null, lostInARow: 0, status: 'unknown' })
  })

  test('the first reading decides without patience, in the middle of an outage too', () => {
    expect(changesOf('_____xxx', { before: forgotten })).toEqual(['down @5'])
    expect(changesOf('_____.', { before: forgotten })).toEqual(['up @5'])
    expect(changesOf('_____D', { before: forgotten })).toEqual(['down @5'])
  })

  describe('in an outage that a visit saw', () => {
    const before = liveThrough('.D').at(-1)?.belief ?? beliefOf('down', 0, 0)
    const after = lapse('link-1', before, { at: 5 * tickMs, ...watch })?.belief

    test('the next visit decides, and no echo before it', () => {
      expect(changesOf('____...', { before: after })).toEqual([])
      expect(changesOf('____...D', { before: after })).toEqual(['down @7'])
      expect(changesOf('____...U', { before: after })).toEqual(['up @4'])
    })

    test('an echo decides where no visit is made for as long as one holds', () => {
      const holdsFor = interfaceHoldsMs / tickMs
      expect(changesOf(`____${'.'.repeat(holdsFor + 1)}`, { before: after })).toEqual([])
      expect(changesOf(`____${'.'.repeat(holdsFor + 2)}`, { before: after })).toEqual(['up @4'])
    })

    test('silence needs no visit, and neither does an echo after one that failed', () => {
      expect(changesOf('____x', { before: after })).toEqual(['down @4'])
      expect(changesOf('____.', { before: after && afterLook(after) })).toEqual(['up @4'])
    })

    test('it is waited for after a gap that was too short to be one', () => {
      const known = { ...beliefOf('down', 0, 0), restsOnVisit: true }
      expect(changesOf('.....', { before: known })).toEqual([])
      expect(changesOf('...U.', { before: known })).toEqual(['up @0'])
      expect(changesOf('...D.', { before: known })).toEqual([])
      expect(changesOf('...', { before: afterLook(known) })).toEqual(['up @0'])
    })

    test('it is waited for over a second gap as well, and while we are cut off', () => {
      const up = liveThrough('..', { before: after }).at(-1)?.belief
      expect(up).toMatchObject({ status: 'unknown', restsOnVisit: true })
      const cut = cutOff('link-1', before, 5 * tickMs)?.belief
      expect(changesOf('____..', { before: cut })).toEqual([])
    })

    test('what hangs on it and is silent waits with it', () => {
      const parent = liveThrough('....', { before: after }).at(-1)?.belief ?? before
      const child = liveThrough('____x', { parents: [{ id: 'hub', belief: parent }] }).at(-1)
      expect(child).toMatchObject({ change: null, held: true })
    })
  })

  test('a silence that ends one unwatched time ends it for good: the next is dated anew', () => {
    const told = liveThrough('_____.x', { before: forgotten }).flatMap(({ change }) => change ?? [])
    expect(told.map(({ from, to, at }) => [from, to, at / tickMs])).toEqual([
      ['unknown', 'up', 5],
      ['up', 'down', 6],
    ])
  })
})
