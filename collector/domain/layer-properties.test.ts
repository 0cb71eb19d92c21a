/** What holds of the layers whatever was seen of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, now, seenAs, vpnOf } from './layers.test-kit.ts'
import { judgeLayers, layersOf } from './vpn-layers.ts'

const says = (...words: string[]) => fc.constantFrom(...words, null) as fc.Arbitrary<never>
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  wan: says('up', 'down'),
  endpoint: says('answers', 'unsure', 'silent'),
  peer: says('answers', 'unsure', 'silent'),
  ike: says('answers', 'unsure', 'silent'),
  tunnel: says('up', 'down'),
  ipsec: says('up', 'down'),
  session: says('up', 'down'),
  agent: says('answers', 'silent', 'before', 'off'),
})

describe('of any facts', () => {
  const judged = (facts: Facts) => {
    const { belief, bench } = seenAs(facts)
    return layersOf(judgeLayers(belief, bench).belief, vpnOf())!
  }

  test('the access is down by its interface or a silent far end, unless its gateway and its router answer', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const isHeard = facts.agent === 'off' || facts.agent === 'answers' || facts.agent === 'before'
        const beside = isHeard ? [facts.peer, facts.ike] : []
        const expected = (): string => {
          if (facts.wan === 'down') return 'down'
          if (facts.endpoint === 'answers') return 'up'
          if (beside.includes('answers'))
            return facts.agent === 'before' && facts.endpoint === 'silent' ? 'unknown' : 'up'
          return facts.endpoint === 'silent' && !beside.includes('unsure') ? 'down' : 'unknown'
        }
        expect(judged(facts).access?.state).toBe(expected())
      }),
      { numRuns: 500 },
    )
  })

  test('the tunnel is as the router says, and else no more is told than its gateway and its far end prove', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { endpoint, peer, ike, agent } = facts
        const expected = (): string => {
          if (facts.tunnel === 'down' || facts.ipsec === 'down') return 'down'
          if (facts.ipsec === 'up') return 'up'
          const isAnswered = peer === 'answers' || ike === 'answers'
          if (endpoint === 'silent' && isAnswered && agent === 'before') return 'unknown'
          if (endpoint === 'silent' && isAnswered && (agent === 'answers' || agent === 'off')) return 'down'
          // That its interface is up is a weak word.
          if (facts.tunnel === 'up') return 'up'
          const isAllDark = endpoint === 'silent' && peer !== 'answers' && agent !== 'answers'
          if (ike === 'silent') return isAllDark ? 'unknown' : 'down'
          return ike === 'answers' && (endpoint === 'answers' || endpoint === null) ? 'up' : 'unknown'
        }
        expect(judged(facts).tunnel?.state).toBe(expected())
      }),
      { numRuns: 1_000 },
    )
  })

  test('a state has a witness and a beginning that is not to come, and is told to the history once', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { belief, bench } = seenAs(facts)
        const first = judgeLayers(belief, bench)
        for (const { state, since, by } of Object.values(first.belief.judged)) {
          expect(by === null).toBe(state === 'unknown')
          if (state !== 'unknown') expect(since).toBeLessThanOrEqual(now)
        }
        const turned = first.step?.changes.map(({ layer, to }) => [layer, to]) ?? []
        const { tunnel, session } = first.belief.judged
        const known = Object.entries({ tunnel, session }).filter(([, { state }]) => state !== 'unknown')
        expect(turned).toEqual(known.map(([layer, { state }]) => [layer, state]))
        expect(judgeLayers(first.belief, bench).step).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('what was read too long ago is unknown again', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { belief, bench } = seenAs(facts)
        const late = judgeLayers(judgeLayers(belief, bench).belief, { ...bench, at: now + 150_001 }).belief
        for (const { state } of Object.values(late.judged)) expect(state).toBe('unknown')
      }),
    )
  })

  test('a refused step leads to the same one again', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { belief, bench } = seenAs(facts)
        const { belief: after, step } = judgeLayers(belief, bench)
        if (!step) return
        const again = judgeLayers({ ...after, kept: step.before }, { ...bench, at: bench.at + 10_000 })
        expect(again.step?.changes ?? []).toEqual(step.changes)
      }),
    )
  })
})
