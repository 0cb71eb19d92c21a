import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tags } from './ber.ts'
import { farEnd } from './ipsec-row.ts'
import { byEnds, tunnelTo, type Association } from './ipsec.ts'

const own = '198.51.100.1'
const others = ['198.51.100.2']
const gateway = '203.0.113.1'
const table = { by: 'cisco', knowsIpv6: true } as const

const associations = fc.array(
  fc.record<Association>({
    local: fc.constantFrom(null, own, ...others, '198.51.100.3'),
    remote: fc.constantFrom(gateway, '203.0.113.2', '2001:db8::1'),
    isUp: fc.constantFrom(true, false, null),
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
        const isUp = counted.some((one) => one.isUp)
        const isDown = counted.every((one) => one.isUp === false)
        expect(told?.isUp).toBe(isUp || isDown ? isUp : undefined)
        expect(told?.local).not.toBe(others[0])
      }),
    )
  })

  it('is up or not told, never down, where the table has more than what is known of it', () => {
    fc.assert(
      fc.property(associations, (all) => {
        const whole = tunnelTo(gateway, { ...table, all, isWhole: true }, { own, others })
        const partial = tunnelTo(gateway, { ...table, all, isWhole: false }, { own, others })
        expect(partial).toEqual(whole?.isUp ? whole : null)
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

describe('the far end of a row', () => {
  const far = (type: number, value: unknown) => farEnd({ oid: '1.3', type, value })

  it.each([
    ['an IpAddress', tags.ipAddress, '203.0.113.1', { remote: '203.0.113.1' }],
    ['4 bytes', tags.octetString, Buffer.from([203, 0, 113, 1]), { remote: '203.0.113.1' }],
    ['the IpAddress 0.0.0.0', tags.ipAddress, '0.0.0.0', 'nobody'],
    ['4 bytes of zero', tags.octetString, Buffer.alloc(4), 'nobody'],
    ['16 bytes of zero', tags.octetString, Buffer.alloc(16), 'nobody'],
    ['7 bytes', tags.octetString, Buffer.from([1, 2, 3, 4, 5, 6, 7]), 'unreadable'],
    ['no bytes', tags.octetString, Buffer.alloc(0), 'unreadable'],
    ['an IpAddress of nonsense', tags.ipAddress, '1.2.3', 'unreadable'],
    ['an IpAddress beyond bytes', tags.ipAddress, '1.2.3.256', 'unreadable'],
    ['a number', tags.integer, 1, 'unreadable'],
  ])('in %s', (_, type, value, expected) => {
    expect(far(type, value)).toEqual(expected)
  })

  it('in nothing', () => {
    expect(farEnd(undefined)).toBe('unreadable')
  })
})

it('the tunnels of a router are one for each pair of ends, up if any association is', () => {
  fc.assert(
    fc.property(associations, (all) => {
      const pairs = byEnds('cisco', all)
      expect(new Set(pairs.map(({ local, remote }) => `${local} ${remote}`)).size).toBe(pairs.length)
      for (const { local, remote, isUp } of pairs)
        expect(isUp).toBe(
          all.some((one) => one.local === local && one.remote === remote && one.isUp === true),
        )
      for (const { local, remote } of all)
        expect(pairs).toContainEqual(expect.objectContaining({ local, remote }))
    }),
  )
})
