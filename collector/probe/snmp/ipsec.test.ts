import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byEnds, tunnelTo, type Association } from './ipsec.ts'

const own = '198.51.100.1'
const others = ['198.51.100.2']
const gateway = '203.0.113.1'
const table = { by: 'cisco', knowsIpv6: true } as const

const associations = fc.array(
  fc.record<Association>({
    local: fc.constantFrom(null, own, ...others, '198.51.100.3'),
    remote: fc.constantFrom(gateway, '203.0.113.2', '2001:db8::1'),
    isUp: fc.boolean(),
    activeSeconds: fc.option(fc.nat()),
  }),
)
const shuffled = associations.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
)

describe('the tunnel to a gateway', () => {
  it('is the same in whatever order the table has its rows, which a rekeying changes', () => {
    fc.assert(
      fc.property(shuffled, ([all, moved]) => {
        const ends = { own, others }
        expect(tunnelTo(gateway, { ...table, all: moved, isWhole: true }, ends)).toEqual(
          tunnelTo(gateway, { ...table, all, isWhole: true }, ends),
        )
        expect(byEnds('cisco', moved)).toEqual(byEnds('cisco', all))
      }),
    )
  })

  it('is told by the own end where there is one, and never by that of another link', () => {
    fc.assert(
      fc.property(associations, (all) => {
        const told = tunnelTo(gateway, { ...table, all, isWhole: true }, { own, others })
        const toIt = all.filter(({ remote }) => remote === gateway)
        const mine = toIt.filter(({ local }) => local === own)
        const counted = mine.length > 0 ? mine : toIt.filter(({ local }) => local !== others[0])
        expect(told?.isUp).toBe(counted.some(({ isUp }) => isUp))
        expect(told?.local).not.toBe(others[0])
      }),
    )
  })

  it('is down only by a whole table that could have it', () => {
    const none = { all: [], isWhole: true }
    const ends = { own, others: [] }
    expect(tunnelTo(gateway, { ...table, ...none }, ends)).toMatchObject({ isUp: false })
    expect(tunnelTo(gateway, { ...table, ...none, isWhole: false }, ends)).toBeNull()
    expect(tunnelTo('2001:db8::1', { ...table, ...none }, ends)).toMatchObject({ isUp: false })
    expect(tunnelTo('2001:db8::1', { ...table, ...none, knowsIpv6: false }, ends)).toBeNull()
  })
})

it('the tunnels of a router are one for each pair of ends, up if any association is', () => {
  fc.assert(
    fc.property(associations, (all) => {
      const pairs = byEnds('cisco', all)
      expect(new Set(pairs.map(({ local, remote }) => `${local} ${remote}`)).size).toBe(pairs.length)
      for (const { local, remote, isUp } of pairs)
        expect(isUp).toBe(all.some((one) => one.local === local && one.remote === remote && one.isUp))
      for (const { local, remote } of all)
        expect(pairs).toContainEqual(expect.objectContaining({ local, remote }))
    }),
  )
})
