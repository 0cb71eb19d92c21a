import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterSweep, type Belief, beliefOf } from './belief.ts'
import { blame, depths, type ParentStanding, standingOf } from './dependency.ts'
import { changesIn, changesOf, liveThrough, tickMs } from './story.test-kit.ts'
import type { LinkStatus } from './status.ts'

/** A parent that was last heard in sweeps at these moments, lost ones negative. */
function parent(status: LinkStatus, ...sweeps: number[]): Belief {
  return sweeps.reduce<Belief>(
    (belief, at) => afterSweep(belief, { at: Math.abs(at), rttsMs: [at < 0 ? null : 10], whole: 9 }),
    beliefOf(status, 0, 0),
  )
}

describe('to a child silent from 100 to 120 a parent', () => {
  test.each<[string, Belief, ParentStanding]>([
    ['is alive that answered before and after the first miss', parent('up', 90, 110), 'alive'],
    ['is alive that answered at the same moment', parent('degraded', 100), 'alive'],
    ['is unsettled that was not asked since', parent('up', 80, 90), 'unsettled'],
    ['is unsettled that was never asked', parent('up'), 'unsettled'],
    ['is unsettled that is suspect', parent('up', 90, 110, -120), 'unsettled'],
    ['is unsettled that came back after the child was last asked', parent('up', 90, -110, 130), 'unsettled'],
    ['is alive that came back before the child was asked once more', parent('up', 90, -105, 115), 'alive'],
    ['is alive whose answer to the same sweep came in after a later one', parent('up', 121, 100), 'alive'],
    ['is gone that is down', parent('down', 110), 'gone'],
    ['is gone that is unreachable', parent('unreachable'), 'gone'],
    ['is unknown that nobody ever asked', parent('unknown'), 'unknown'],
    ['is unsettled that is unknown and was missed', parent('unknown', -90), 'unsettled'],
  ])('%s', (_, belief, standing) => {
    expect(standingOf(belief, { from: 100, to: 120 })).toBe(standing)
  })
})

describe('the blame for a silence', () => {
  test.each<[ParentStanding[], ReturnType<typeof blame>]>([
    [[], 'own'],
    [['alive'], 'own'],
    [['gone'], 'hangs'],
    [['unsettled'], 'hold'],
    [['unknown'], 'own'],
    [['gone', 'gone'], 'hangs'],
    [['gone', 'alive'], 'own'],
    [['gone', 'unsettled'], 'hold'],
    [['gone', 'unknown'], 'own'],
    [['unknown', 'unsettled'], 'hold'],
    [['alive', 'unsettled', 'gone', 'unknown'], 'own'],
  ])('of a link with parents %j is %s', (standings, whose) => {
    expect(blame(standings)).toBe(whose)
    expect(blame(standings.toReversed())).toBe(whose)
  })
})

describe('a link that hangs on another', () => {
  const on = (belief: Belief) => ({ parents: [{ id: 'hub', belief }] })

  test('is held, and stays what it was, until there is word of its parent', () => {
    const told = liveThrough('..xxx', on(parent('up', 0, 10)))
    expect(told.map(({ held }) => held)).toEqual([false, false, true, true, true])
    expect(told.at(-1)?.belief.status).toBe('up')
  })

  test('is down where nothing is known of its parent', () => {
    expect(changesOf('.x', on(parent('unknown')))).toEqual(['up @0', 'down @1'])
    expect(changesOf('x', on(parent('unknown')))).toEqual(['down @0'])
  })

  test('is unreachable at its first reading where its parent is gone', () => {
    expect(changesOf('x', on(parent('down', -5)))).toEqual(['unreachable @0'])
  })

  test('stays unreachable as long as its parent is gone, and is up by its own answers', () => {
    expect(changesOf('.xxxx..', on(parent('down', -5)))).toEqual(['up @0', 'unreachable @1', 'up @5'])
  })

  test('is down for certain when its own interface is, whatever its parent', () => {
    expect(changesOf('.xxD', on(parent('down', -5)))).toEqual(['up @0', 'unreachable @1', 'down @3'])
  })

  test('is no longer excused when its parent is lost from sight, from its next sweep on', () => {
    const before = liveThrough('.xx', on(parent('down', -5))).at(-1)?.belief
    expect(changesOf('____xx', { before, ...on(parent('unknown')) })).toEqual(['down @2'])
    expect(changesOf('____xx', { before, parents: [] })).toEqual(['down @2'])
  })

  test('is given one whole sweep after its parent is back', () => {
    const before = liveThrough('.xx', on(parent('down', -5))).at(-1)?.belief
    const back = { ...parent('up', 3 * tickMs, 4 * tickMs, 5 * tickMs), since: 3 * tickMs }
    expect(changesOf('___x', { before, ...on(back) })).toEqual([])
    expect(changesOf('___xx', { before, ...on(back) })).toEqual(['down @4'])
    expect(changesOf('____x.x', { before, ...on(parent('up')) })).toEqual([])
  })

  test('is down from its last silence where it answered once after its parent was back', () => {
    const before = liveThrough('.xx', on(parent('down', -5))).at(-1)?.belief
    const once = liveThrough('___x.', { before, ...on(parent('down', -5)) }).at(-1)?.belief
    const back = { ...parent('up', 25_000, 60_000), since: 25_000 }
    expect(changesOf('_____x', { before: once, ...on(back) })).toEqual(['down @5'])
  })

  test('is on its own from the first return of several parents', () => {
    const before = liveThrough('.xx', on(parent('down', -5))).at(-1)?.belief
    const parents = [20_000, 40_000].map((since) => ({
      id: `hub-${since}`,
      belief: { ...parent('up', since, 60_000), since },
    }))
    expect(changesOf('___x', { before, parents })).toEqual(['down @3'])
  })

  test('names the parent it hangs on, and no parent when it is down by itself', () => {
    const [, unreachable] = changesIn(liveThrough('.x', on(parent('down', -5))))
    const [, down] = changesIn(liveThrough('.x', on(parent('up', 0, 10_000))))
    expect([unreachable?.because, down?.because]).toEqual(['hub', null])
  })
})

describe('depth', () => {
  test('is none for what hangs on nothing, and on nothing that is known', () => {
    const found = depths([
      { id: 'hub', dependsOn: [] },
      { id: 'a', dependsOn: ['no-such-link'] },
    ])
    expect([...found]).toEqual([
      ['hub', 0],
      ['a', 0],
    ])
  })

  test('goes by the longest way up', () => {
    const found = depths([
      { id: 'leaf', dependsOn: ['hub', 'region'] },
      { id: 'region', dependsOn: ['hub'] },
      { id: 'hub', dependsOn: [] },
    ])
    expect(Object.fromEntries(found)).toEqual({ hub: 0, region: 1, leaf: 2 })
  })

  test('ends in a loop', () => {
    const loop = [
      { id: 'a', dependsOn: ['b'] },
      { id: 'b', dependsOn: ['a'] },
      { id: 'c', dependsOn: ['c'] },
    ]
    expect([...depths(loop).keys()].toSorted()).toEqual(['a', 'b', 'c'])
  })

  test('of a link is more than that of all it hangs on, in whatever order they are listed', () => {
    const network = fc
      .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
      .map((all) =>
        all.map((on, i) => ({ id: `link-${i}`, dependsOn: i === 0 ? [] : on.map((n) => `link-${n % i}`) })),
      )
      .chain((links) => fc.shuffledSubarray(links, { minLength: links.length }))
    fc.assert(
      fc.property(network, (links) => {
        const found = depths(links)
        for (const { id, dependsOn } of links) {
          const above = dependsOn.map((parentId) => found.get(parentId) ?? Number.NaN)
          expect(found.get(id)).toBe(above.length === 0 ? 0 : Math.max(...above) + 1)
        }
      }),
    )
  })
})
