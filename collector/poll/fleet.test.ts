import { describe, expect, test } from 'vitest'
import { Fleet } from './fleet.ts'
import { link, networkOf, nothingStored } from './stage.test-kit.ts'

function fleetOf(links: Parameters<typeof networkOf>[0]): Fleet {
  const fleet = new Fleet()
  fleet.apply(networkOf(links), nothingStored, 0)
  return fleet
}

test('a gateway that several links go to, of one router too, is known as shared, until an edit says otherwise', () => {
  const to = (id: string, peer: string) => ({
    ...link(id),
    vpn: { kind: 'ipsec', peer, interface: null, bgpPeer: null } as const,
  })
  const twin = { ...to('e', '203.0.113.5'), router: 'r-f' }
  const alone = [to('c', '203.0.113.3'), link('d')]
  const fleet = fleetOf([
    to('a', '203.0.113.1'),
    to('b', '203.0.113.1'),
    twin,
    to('f', '203.0.113.5'),
    ...alone,
  ])
  const shared = () => [...fleet.links].filter((one) => one.isGatewayShared).map((one) => one.link.id)
  expect(shared()).toEqual(['a', 'b', 'e', 'f'])
  fleet.apply(networkOf([to('a', '203.0.113.1'), to('b', '203.0.113.2')]), nothingStored, 0)
  expect(shared()).toEqual([])
})

describe('the slices of a sweep', () => {
  const branches = Array.from({ length: 500 }, (_, index) => link(`b-${index}`, ['kanwil']))
  const fleet = fleetOf([link('kanwil', ['pusat']), ...branches, link('pusat')])
  const slices = Array.from({ length: 10 }, (_, second) => fleet.slice(second).map((one) => one.link.id))

  test('hold every link once', () => {
    expect(slices.flat().toSorted()).toEqual([...fleet.links].map((one) => one.link.id).toSorted())
  })

  test('ask hubs first, by depth', () => {
    expect(slices.slice(0, 2)).toEqual([['pusat'], ['kanwil']])
  })

  test('lay the rest evenly over the seconds that are left', () => {
    const sizes = slices.slice(2).map((slice) => slice.length)
    expect(Math.min(...sizes)).toBeGreaterThan(35)
    expect(Math.max(...sizes)).toBeLessThan(95)
  })
})

describe('an edited network', () => {
  test('leaves a link that did not change with all that is believed of it, in place', () => {
    const fleet = fleetOf([link('a'), link('b')])
    const before = fleet.link('a')
    if (before) before.belief = { ...before.belief, status: 'up', answeredInARow: 7 }
    fleet.apply(networkOf([link('a'), link('c')]), nothingStored, 0)
    expect(fleet.link('a')).toBe(before)
    expect(fleet.link('a')?.belief.answeredInARow).toBe(7)
    expect(fleet.link('b')).toBeUndefined()
  })

  test('keeps the status of a link that is asked elsewhere now, and none of the evidence', () => {
    const fleet = fleetOf([link('a')])
    const before = fleet.link('a')
    if (before) before.belief = { ...before.belief, status: 'up', answeredInARow: 7 }
    fleet.apply(networkOf([{ ...link('a'), endpoint: '10.1.1.1' }]), nothingStored, 0)
    expect(fleet.link('a')?.belief).toMatchObject({ status: 'up', answeredInARow: 0 })
  })
})
