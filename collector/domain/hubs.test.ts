import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answers,
  changesOfLink,
  type Cut,
  isSettled,
  type Play,
  playThrough,
  type Wiring,
} from './network.test-kit.ts'
import { isAvailable, isGone } from './status.ts'
import { tickMs } from './story.test-kit.ts'

const star: Wiring = { hub: { on: [] }, a: { on: ['hub'] }, b: { on: ['hub'] } }
const chain: Wiring = { hub: { on: [] }, region: { on: ['hub'] }, branch: { on: ['region'] } }
const pair: Wiring = { east: { on: [] }, west: { on: [] }, branch: { on: ['east', 'west'] } }
const forest: Wiring = { ...chain, twin: { on: ['hub'] }, leaf: { on: ['region', 'twin'] } }

const patience = fc.constantFrom(1, 9, 20)

/** Any order of the sweeps of a network, one for ever or another each round, and any patience. */
function anyPlay(wiring: Wiring, cuts: fc.Arbitrary<Cut[]>, rounds: number): fc.Arbitrary<Play> {
  const ids = Object.keys(wiring)
  const shuffled = fc.shuffledSubarray(ids, { minLength: ids.length })
  const orders = fc.oneof(
    shuffled.map((order) => [order]),
    fc.array(shuffled, { minLength: rounds, maxLength: rounds }),
  )
  return fc
    .tuple(orders, cuts, fc.boolean(), fc.array(patience, { minLength: ids.length, maxLength: ids.length }))
    .map(([order, found, summons, patiences]) => ({
      wiring: Object.fromEntries(
        ids.map((id, i) => [id, { on: wiring[id]?.on ?? [], downAfter: patiences[i] }]),
      ),
      cuts: found,
      rounds,
      order: (round) => order[round % order.length] ?? ids,
      summons,
      before: 'up' as const,
    }))
}

/** A time without the line, long enough to be noticed by whoever asks once a round. */
function cutOf(link: string, shortest = 2): fc.Arbitrary<Cut> {
  return fc
    .tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: shortest, max: 12 }))
    .map(([from, long]) => ({ link, from, to: from + long }))
}

const ever = 1_000

describe('when the hub is cut', () => {
  test('no branch is ever down, whoever is asked first', () => {
    const hubCut = cutOf('hub').map((cut) => [cut])
    fc.assert(
      fc.property(anyPlay(star, hubCut, 30), (play) => {
        const outcome = playThrough(play)
        for (const branch of ['a', 'b']) {
          expect(changesOfLink(outcome, branch).map(({ to }) => to)).not.toContain('down')
          expect(outcome.beliefs.get(branch)?.status).toBe('up')
        }
        expect(isSettled(outcome)).toBe(true)
      }),
    )
  })

  test('its branches are unreachable because of it, from their own first miss', () => {
    const cuts = [{ link: 'hub', from: 3, to: ever }]
    const play = { wiring: star, cuts, rounds: 8, summons: false, before: 'up' as const }
    const outcome = playThrough({ ...play, order: () => ['a', 'hub', 'b'] })
    const [change] = changesOfLink(outcome, 'a')
    expect(change).toMatchObject({ to: 'unreachable', because: 'hub', at: 3 * tickMs })
    expect(change?.evidence.map(({ what }) => what)).toEqual(['silent', 'parent-gone'])
  })

  test('what hangs on its branches is unreachable too, however deep', () => {
    const hubCut = cutOf('hub').map((cut) => [cut])
    fc.assert(
      fc.property(anyPlay(chain, hubCut, 30), (play) => {
        const outcome = playThrough(play)
        for (const below of ['region', 'branch'])
          expect(changesOfLink(outcome, below).map(({ to }) => to)).not.toContain('down')
      }),
    )
  })
})

describe('when only a branch is cut', () => {
  test('it is down, never unreachable, dated at its own first miss', () => {
    const cut = cutOf('a', 8).map((one) => [one])
    fc.assert(
      fc.property(anyPlay(star, cut, 30), (play) => {
        const outcome = playThrough(play)
        const [down, up] = changesOfLink(outcome, 'a')
        expect([down?.to, up?.to]).toEqual(['down', 'up'])
        const from = play.cuts[0]?.from ?? 0
        expect(Math.floor((down?.at ?? 0) / tickMs)).toBe(from)
        expect(changesOfLink(outcome, 'b')).toEqual([])
        expect(changesOfLink(outcome, 'hub')).toEqual([])
      }),
    )
  })

  test('it stays down when the hub is cut later', () => {
    const cuts = fc.integer({ min: 10, max: 14 }).map((later) => [
      { link: 'a', from: 2, to: ever },
      { link: 'hub', from: later, to: later + 5 },
    ])
    fc.assert(
      fc.property(anyPlay(star, cuts, 30), (play) => {
        expect(changesOfLink(playThrough(play), 'a').map(({ to }) => to)).toEqual(['down'])
      }),
    )
  })
})

describe('when the hub is back and a branch stays silent', () => {
  test('the branch is down, dated after the return of the hub', () => {
    const cuts = fc
      .tuple(fc.integer({ min: 6, max: 9 }), fc.integer({ min: 0, max: 2 }))
      .map(([to, later]) => [
        { link: 'hub', from: 2, to },
        { link: 'a', from: 2 + later, to: ever },
      ])
    fc.assert(
      fc.property(anyPlay(star, cuts, 30), (play) => {
        const outcome = playThrough(play)
        const returned = changesOfLink(outcome, 'hub').find(({ to }) => to === 'up')?.at
        if (returned === undefined) return
        const down = changesOfLink(outcome, 'a').at(-1)
        expect(down?.to).toBe('down')
        const wasExcused = down?.from === 'unreachable'
        if (wasExcused) {
          expect(down?.at).toBeGreaterThan(returned)
          expect(down?.at).toBeLessThan(returned + 2 * tickMs)
        }
      }),
    )
  })

  test('the branch is dated at its first sweep after that return, not at the last', () => {
    const cuts = [
      { link: 'hub', from: 2, to: 5 },
      { link: 'a', from: 2, to: ever },
    ]
    const play = { wiring: star, cuts, rounds: 12, summons: false, before: 'up' as const }
    const outcome = playThrough({ ...play, order: () => ['hub', 'a', 'b'] })
    expect(changesOfLink(outcome, 'hub').map(({ at }) => at)).toEqual([2 * tickMs, 5 * tickMs])
    expect(changesOfLink(outcome, 'a').map(({ at }) => Math.floor(at / tickMs))).toEqual([2, 5])
  })
})

describe('with two hubs', () => {
  test('a branch is unreachable only while both are gone, and down if one of them answers', () => {
    const both = fc.tuple(cutOf('east', 3), cutOf('west', 3)).map((cuts) => cuts)
    fc.assert(
      fc.property(anyPlay(pair, both, 30), (play) => {
        const overlap =
          Math.min(...play.cuts.map(({ to }) => to)) - Math.max(...play.cuts.map(({ from }) => from))
        fc.pre(overlap >= 2 || overlap <= 0)
        const told = changesOfLink(playThrough(play), 'branch').map(({ to }) => to)
        expect(told).not.toContain('down')
        if (overlap <= 0) expect(told).toEqual([])
      }),
    )
    const ownCut = fc.tuple(cutOf('east', 8)).map(([cut]) => [cut, { ...cut, link: 'branch', to: ever }])
    fc.assert(
      fc.property(anyPlay(pair, ownCut, 30), (play) => {
        expect(changesOfLink(playThrough(play), 'branch').map(({ to }) => to)).toEqual(['down'])
      }),
    )
  })
})

describe('whatever is cut, and in whatever order it is heard of', () => {
  const anyCuts = fc.array(
    fc.constantFrom(...Object.keys(forest)).chain((link) => cutOf(link, 1)),
    { maxLength: 7 },
  )

  test('in the end every link is what it is, and none waits for word', () => {
    fc.assert(
      fc.property(anyPlay(forest, anyCuts, 32), fc.boolean(), (play, isForEver) => {
        const cuts = isForEver ? play.cuts.map((cut) => ({ ...cut, to: ever })) : play.cuts
        const outcome = playThrough({ ...play, cuts })
        const end = play.rounds * tickMs
        for (const [link, { status }] of outcome.beliefs) {
          const { on } = play.wiring[link] ?? { on: [] }
          expect(isAvailable(status)).toBe(answers({ wiring: play.wiring, cuts }, link, end))
          const isHanging =
            on.length > 0 && on.every((id) => isGone(outcome.beliefs.get(id)?.status ?? 'unknown'))
          if (status === 'unreachable') expect(isHanging).toBe(true)
        }
        expect(isSettled(outcome) || isForEver).toBe(true)
        expect(outcome.held.size).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test('changes follow one another without a hole, none dated before the one it ends', () => {
    fc.assert(
      fc.property(anyPlay(forest, anyCuts, 32), (play) => {
        const outcome = playThrough(play)
        for (const link of outcome.beliefs.keys()) {
          let status = { is: 'up', since: -1 }
          for (const change of changesOfLink(outcome, link)) {
            expect({ is: change.from, since: change.fromSince }).toEqual(status)
            expect(change.at).toBeGreaterThanOrEqual(change.fromSince)
            expect(change.to).not.toBe(change.from)
            status = { is: change.to, since: change.at }
          }
        }
      }),
    )
  })
})
