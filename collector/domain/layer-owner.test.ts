import { describe, expect, test } from 'vitest'
import { isOfNamed, keptAfterEdit, ownerOf } from './layer-owner.ts'
import {
  gateway,
  nothingRead,
  seenAs,
  nothingSeen,
  tunnelReading,
  visited,
  vpnOf,
} from './layers.test-kit.ts'
import type { LayerWitness } from './layer.ts'
import type { Vpn } from './link.ts'
import { afterVpnVisit, isTunnelMissing, type KeptTurns, vpnBeliefOf } from './vpn-belief.ts'

const peer = '10.255.0.1'
const turnOf = (of: string | null, by: LayerWitness) => ({ to: 'down', at: 5, by, of }) as const
const keptOf = (given: Partial<KeptTurns>): KeptTurns => ({
  tunnel: null,
  session: null,
  resetAt: null,
  ...given,
})

describe('a turn is of', () => {
  const { belief } = seenAs({ ...nothingSeen, tunnel: 'up', ipsec: 'up', session: 'up' })
  const unseen = vpnBeliefOf()

  test('the far end of the session, named or found', () => {
    expect(ownerOf('session', 'bgp', unseen, vpnOf())).toBe(peer)
    expect(ownerOf('session', 'bgp', belief, null)).toBe(peer)
  })

  test('the interface of the tunnel that says so, or is named and was found', () => {
    expect(ownerOf('tunnel', 'tunnel-interface', belief, null)).toBe('tun0')
    expect(ownerOf('tunnel', 'peer-echo', belief, vpnOf())).toBe('tun0')
  })

  test('its gateway otherwise', () => {
    expect(ownerOf('tunnel', 'peer-echo', unseen, vpnOf())).toBe(gateway)
    expect(ownerOf('tunnel', 'ipsec', belief, null)).toBe(gateway)
    expect(ownerOf('tunnel', 'ike', unseen, vpnOf({ peer: null }))).toBeNull()
  })
})

test.each<[what: string, of: string | null, by: LayerWitness, named: Vpn | null, isOf: boolean]>([
  ['the session that is named', peer, 'bgp', vpnOf(), true],
  ['another session', '10.255.0.9', 'bgp', vpnOf(), false],
  ['a session that was found', '10.255.0.9', 'bgp', null, true],
])('the history of a link is of %s: %s', (_, of, by, named, isOf) => {
  expect(isOfNamed('session', { of, by }, named)).toBe(isOf)
})

test.each<[what: string, of: string | null, by: LayerWitness, named: Vpn | null, isOf: boolean]>([
  ['the interface that is named', 'tun0', 'tunnel-interface', vpnOf(), true],
  ['another interface', 'tun9', 'tunnel-interface', vpnOf(), false],
  ['the gateway, whose interface was named since', gateway, 'ike', vpnOf(), true],
  ['another gateway', '203.0.113.9', 'ike', vpnOf({ interface: null }), false],
  [
    'an interface found beside the gateway that is named',
    'tun9',
    'tunnel-interface',
    vpnOf({ interface: null }),
    true,
  ],
  ['a tunnel that was found', 'tun9', 'tunnel-interface', null, true],
  ['a gateway, where there is no tunnel any more', null, 'ike', vpnOf({ kind: 'mpls' }), false],
])('the history of a tunnel is of %s: %s', (_, of, by, named, isOf) => {
  expect(isOfNamed('tunnel', { of, by }, named)).toBe(isOf)
})

describe('an edit', () => {
  const kept = keptOf({
    tunnel: turnOf('tun0', 'tunnel-interface'),
    session: turnOf(peer, 'bgp'),
    resetAt: 3,
  })

  test('of the tunnel leaves the history of the session as it is, and the other way round', () => {
    expect(keptAfterEdit(kept, vpnOf(), vpnOf({ interface: 'tun1' }))).toEqual({ ...kept, tunnel: null })
    const otherPeer = keptAfterEdit(kept, vpnOf(), vpnOf({ bgpPeer: '10.255.0.9' }))
    expect(otherPeer).toEqual(keptOf({ tunnel: kept.tunnel }))
  })

  test('that names what was found goes on with it, and one that names it no more does not', () => {
    expect(keptAfterEdit(kept, null, vpnOf())).toEqual(kept)
    expect(keptAfterEdit(kept, vpnOf(), null)).toEqual(keptOf({}))
  })
})

test('a tunnel that is missing, and was told of by its gateway while its interface was there, is gone', () => {
  const reading = { ...nothingRead, tunnels: [tunnelReading({ found: false, operStatus: null })] }
  const before = vpnBeliefOf(keptOf({ tunnel: turnOf('tun0', 'peer-echo') }))
  const after = afterVpnVisit(before, reading, visited, vpnOf())
  expect([isTunnelMissing(after, vpnOf()), after.tunnel?.sign?.isUp]).toEqual([false, false])
  const misspelt = afterVpnVisit(vpnBeliefOf(), reading, visited, vpnOf())
  expect(isTunnelMissing(misspelt, vpnOf())).toBe(true)
})
