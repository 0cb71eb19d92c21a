import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicSums } from './public-sums.ts'
import { type LinkStatus, linkStatuses } from './status.ts'

const none = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, none: 0 }

function offices(...sizes: [province: string, satker: number, status: LinkStatus | null][]) {
  return sizes.flatMap(([province, satker, status]) =>
    Array.from({ length: satker }, () => ({ province, status })),
  )
}

describe('the sums that anybody may see', () => {
  it('count each province of three or more, by status', () => {
    const satker = offices(['52', 3, 'down'], ['51', 2, 'up'], ['51', 1, null], ['51', 1, 'unknown'])
    expect(publicSums(satker)).toEqual([
      { province: '51', satker: 4, statuses: { ...none, up: 2, none: 1, unknown: 1 } },
      { province: '52', satker: 3, statuses: { ...none, down: 3 } },
    ])
  })

  it('count a province without a Kanwil of its own with the Kanwil that serves it', () => {
    const papua = offices(
      ['91', 2, 'up'],
      ['93', 1, 'down'],
      ['95', 1, 'up'],
      ['92', 2, 'up'],
      ['96', 1, 'up'],
    )
    expect(publicSums(papua)).toEqual([
      { province: '91', satker: 4, statuses: { ...none, up: 3, down: 1 } },
      { province: '92', satker: 3, statuses: { ...none, up: 3 } },
    ])
  })

  it('tell provinces of fewer as one', () => {
    expect(publicSums(offices(['11', 2, 'up'], ['12', 3, 'up'], ['13', 1, 'down']))).toEqual([
      { province: '12', satker: 3, statuses: { ...none, up: 3 } },
      { province: null, satker: 3, statuses: { ...none, up: 2, down: 1 } },
    ])
  })

  it('let the smallest other join those that are still too few', () => {
    expect(publicSums(offices(['11', 5, 'up'], ['12', 4, 'up'], ['13', 2, 'down']))).toEqual([
      { province: '11', satker: 5, statuses: { ...none, up: 5 } },
      { province: null, satker: 6, statuses: { ...none, up: 4, down: 2 } },
    ])
  })

  it('are none of a network of two offices, or of no office', () => {
    expect(publicSums(offices(['11', 1, 'up'], ['12', 1, 'down']))).toEqual([])
    expect(publicSums([])).toEqual([])
  })

  const anySatker = fc.record({
    province: fc.constantFrom('11', '12', '13', '31', '51', '91'),
    status: fc.constantFrom(...linkStatuses, null),
  })

  it('are never of one or two offices, and leave out none of three or more', () => {
    fc.assert(
      fc.property(fc.array(anySatker, { maxLength: 40 }), (satker) => {
        const sums = publicSums(satker)
        for (const sum of sums) {
          expect(sum.satker).toBeGreaterThanOrEqual(3)
          expect(Object.values(sum.statuses).reduce((all, one) => all + one, 0)).toBe(sum.satker)
        }
        const told = sums.reduce((all, { satker: own }) => all + own, 0)
        expect(told).toBe(satker.length < 3 ? 0 : satker.length)
        const provinces = sums.map(({ province }) => province)
        expect(new Set(provinces).size).toBe(provinces.length)
      }),
    )
  })

  it('are the same in whatever order the offices stand', () => {
    const shuffled = fc
      .array(anySatker, { maxLength: 20 })
      .chain((satker) =>
        fc.tuple(
          fc.constant(satker),
          fc.shuffledSubarray(satker, { minLength: satker.length, maxLength: satker.length }),
        ),
      )
    fc.assert(
      fc.property(shuffled, ([satker, other]) => {
        expect(publicSums(other)).toEqual(publicSums(satker))
      }),
    )
  })
})
