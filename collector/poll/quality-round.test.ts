import { describe, expect, test } from 'vitest'
import { trackLink, type TrackedLink } from './tracked-link.ts'
import { beliefOf } from '../domain/belief.ts'
import { vpnBeliefOf } from '../domain/vpn-belief.ts'
import { inTheirTurn, needsQualityRound } from './quality-round.ts'
import { link } from './stage.test-kit.ts'

const minuteMs = 60_000
const lossy = (count: number): TrackedLink[] =>
  Array.from({ length: count }, (_, at) => linkThatLost(`l${at}`, 1_000))

function linkThatLost(id: string, lastLossAt: number | null): TrackedLink {
  const surroundings = { routerAddress: '10.0.0.1', provider: null, depth: 0 }
  const belief = { ...beliefOf('up', 0, 0), lastLossAt }
  return trackLink(link(id), surroundings, { belief, vpn: vpnBeliefOf() })
}

describe('a quality round', () => {
  test('is for what lost an echo in the last ten minutes and answers', () => {
    const one = linkThatLost('a', minuteMs)
    expect(needsQualityRound(one, 11 * minuteMs)).toBe(true)
    expect(needsQualityRound(one, 11 * minuteMs + 1)).toBe(false)
    expect(needsQualityRound(linkThatLost('b', null), minuteMs)).toBe(false)
    one.belief = { ...one.belief, status: 'down' }
    expect(needsQualityRound(one, minuteMs)).toBe(false)
  })

  test('is for all where they are few', () => {
    const few = lossy(100)
    expect(inTheirTurn(few, 7)).toEqual(few)
  })

  test('is for no more than a hundred in a second, and in the minutes after for the others', () => {
    const many = lossy(450)
    const asked = [0, 1, 2, 3, 4].map((minute) => inTheirTurn(many, minute * 60 + 7))
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100])
    expect(new Set(asked.flat())).toEqual(new Set(many))
  })
})
