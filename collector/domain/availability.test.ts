import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type LinkHistory, unionAvailability } from './availability.ts'
import { linkStatuses, type LinkStatus } from './status.ts'
import { timeInStatus } from './time-in-status.ts'

const of = (first: LinkStatus, ...changes: [at: number, to: LinkStatus][]): LinkHistory => ({
  from: 0,
  until: null,
  first,
  changes: changes.map(([at, to]) => ({ at, to })),
})

const history = fc
  .record({
    first: fc.constantFrom(...linkStatuses),
    changes: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 1_000 }), to: fc.constantFrom(...linkStatuses) }),
    ),
  })
  .map(({ first, changes }) => ({
    from: 0,
    until: null,
    first,
    changes: changes.toSorted((one, other) => one.at - other.at),
  }))

test.each<[string, LinkHistory[], number, number, number]>([
  ['one link is as available as it is', [of('up', [300, 'down'], [400, 'up'])], 900, 100, 0],
  ['two links are there while one is', [of('up', [300, 'down'], [400, 'up']), of('up')], 1_000, 0, 0],
  ['two links are gone while both are', [of('up', [300, 'down']), of('up', [700, 'down'])], 700, 300, 0],
  ['a degraded link carries', [of('degraded'), of('down')], 1_000, 0, 0],
  ['behind a hub that is gone both are gone', [of('unreachable'), of('down')], 0, 1_000, 0],
  ['a twin that nobody watched may have carried', [of('down'), of('unknown', [600, 'up'])], 400, 0, 600],
  [
    'a link that came later says nothing of the time before',
    [of('down'), { ...of('unknown', [620, 'up']), from: 600 }],
    380,
    600,
    20,
  ],
  [
    'a link that went says nothing of the time after',
    [of('up', [300, 'down']), { ...of('up', [200, 'down'], [550, 'up']), until: 500 }],
    300,
    700,
    0,
  ],
  ['nothing is told of a satker before its only link came', [{ ...of('up'), from: 400 }], 600, 0, 400],
  ['nothing is known of a satker without links', [], 0, 0, 1_000],
])('%s', (_, links, availableMs, unavailableMs, unwatchedMs) => {
  expect(unionAvailability(links, 0, 1_000)).toMatchObject({ availableMs, unavailableMs, unwatchedMs })
})

describe('the ratio', () => {
  it('is of what was watched, and travels with its coverage', () => {
    const { ratio, coverageRatio } = unionAvailability([of('unknown', [500, 'up'], [900, 'down'])], 0, 1_000)
    expect(ratio).toBeCloseTo(0.8)
    expect(coverageRatio).toBeCloseTo(0.5)
  })

  it('is none where nothing was watched, and none of an empty period', () => {
    expect(unionAvailability([of('unknown')], 0, 1_000)).toMatchObject({ ratio: null, coverageRatio: 0 })
    expect(unionAvailability([of('up')], 500, 500)).toMatchObject({ ratio: null, coverageRatio: 0 })
  })
})

it('of one link agrees with its time in each status', () => {
  fc.assert(
    fc.property(history, ({ first, changes }) => {
      const spentMs = timeInStatus(changes, first, 200, 800)
      expect(unionAvailability([{ from: 0, until: null, first, changes }], 200, 800)).toMatchObject({
        availableMs: spentMs.up + spentMs.degraded,
        unavailableMs: spentMs.down + spentMs.unreachable,
        unwatchedMs: spentMs.unknown,
      })
    }),
  )
})

it('of several is never less available than the best of them, and adds up to the period', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 4 }), (links) => {
      const union = unionAvailability(links, 200, 800)
      const each = links.map((link) => unionAvailability([link], 200, 800))
      expect(union.availableMs).toBeGreaterThanOrEqual(Math.max(...each.map((one) => one.availableMs)))
      expect(union.unavailableMs).toBeLessThanOrEqual(Math.min(...each.map((one) => one.unavailableMs)))
      expect(union.availableMs + union.unavailableMs + union.unwatchedMs).toBe(600)
    }),
  )
})
