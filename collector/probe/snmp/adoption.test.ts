import { describe, expect, it } from 'vitest'
import type { Vpn } from '../../domain/link.ts'
import type {
  IpsecReading,
  RouterEndpoints,
  SessionReading,
  TunnelReading,
} from '../../domain/vpn-reading.ts'
import { adopt, prove, type Adopted, type Adoption } from './adoption.ts'
import { wantedLink } from './wanted.test-kit.ts'

const noneBefore = new Map<string, Adoption>()
const proven = (name: string): Adopted => ({ name, isProven: true })
const unproven = (name: string): Adopted => ({ name, isProven: false })
const nothing = { tunnel: null, session: null, gateway: null }

function tunnel(name: string, operStatus: TunnelReading['operStatus'] = 'up'): TunnelReading {
  return { name, found: true, operStatus, lastChangeCs: 0 }
}

function session(peer: string, state: SessionReading['state'] = 'established'): SessionReading {
  return { peer, state, isStopped: false, establishedSeconds: 60 }
}

function association(remote: string, isUp = true, local = '198.51.100.1'): IpsecReading {
  return { by: 'cisco', local, remote, isUp, activeSeconds: null }
}

function found(given: Partial<RouterEndpoints>): RouterEndpoints {
  return { tunnels: [], ipsec: [], sessions: [], ...given }
}

const vpn = (given: Partial<Vpn>): { vpn: Vpn } => ({
  vpn: { kind: 'gre', peer: null, interface: null, bgpPeer: null, ...given },
})

const alone = [wantedLink('utama', 'wan0', { endpoint: '192.0.2.7' })]
const two = [...alone, wantedLink('cadangan', 'wan1', { endpoint: '192.0.2.9' })]

describe('a router’s only link', () => {
  it.each<[string, Partial<RouterEndpoints>, Partial<Adoption>]>([
    ['the only tunnel, when it is up', { tunnels: [tunnel('Tu1')] }, { tunnel: proven('Tu1') }],
    [
      'to prove a tunnel that nobody saw up',
      { tunnels: [tunnel('Tu1', 'down')] },
      { tunnel: unproven('Tu1') },
    ],
    ['none of two tunnels', { tunnels: [tunnel('Tu1'), tunnel('Tu2', 'down')] }, {}],
    [
      'the only session, when it is established',
      { sessions: [session('10.0.0.1')] },
      { session: proven('10.0.0.1') },
    ],
    [
      'to prove a session that nobody saw established',
      { sessions: [session('10.0.0.1', 'active')] },
      { session: unproven('10.0.0.1') },
    ],
    ['none of two sessions', { sessions: [session('10.0.0.1'), session('10.0.0.2')] }, {}],
    [
      'the only gateway, when it is up',
      { ipsec: [association('203.0.113.1')] },
      { gateway: proven('203.0.113.1') },
    ],
    [
      'to prove a gateway that nobody saw up',
      { ipsec: [association('203.0.113.1', false)] },
      { gateway: unproven('203.0.113.1') },
    ],
    [
      'a gateway that is reached from two ends',
      { ipsec: [association('203.0.113.1'), association('203.0.113.1', false, '198.51.100.2')] },
      { gateway: proven('203.0.113.1') },
    ],
    ['none of two gateways', { ipsec: [association('203.0.113.1'), association('203.0.113.2')] }, {}],
  ])('has %s', (_, given, expected) => {
    expect(adopt(alone, found(given), noneBefore).get('utama')).toEqual({ ...nothing, ...expected })
  })

  it('keeps what it had while nothing of its kind is found', () => {
    const had = { tunnel: proven('Tu1'), session: proven('10.0.0.1'), gateway: unproven('203.0.113.1') }
    expect(adopt(alone, found({}), new Map([['utama', had]])).get('utama')).toEqual(had)
    const down = found({ tunnels: [tunnel('Tu1', 'down')], sessions: [session('10.0.0.1', 'idle')] })
    expect(adopt(alone, down, new Map([['utama', had]])).get('utama')).toEqual(had)
  })

  it('has proven what an earlier run told of, found or not, until something else is chosen', () => {
    const history = { tunnel: 'Tu1', session: '10.0.0.1', gateway: null }
    const again = [wantedLink('utama', 'wan0', { history })]
    const had = { tunnel: proven('Tu1'), session: proven('10.0.0.1'), gateway: null }
    const down = found({ tunnels: [tunnel('Tu1', 'down')] })
    expect(adopt(again, down, noneBefore).get('utama')).toEqual(had)
    expect(adopt(again, down, new Map([['utama', nothing]])).get('utama')?.tunnel).toEqual(unproven('Tu1'))
    const other = found({ sessions: [session('10.0.0.2')] })
    expect(adopt(again, other, noneBefore).get('utama')?.session).toEqual(proven('10.0.0.2'))
  })

  it('keeps a proven tunnel beside another that nobody saw up, and changes to one that is', () => {
    const had = new Map([['utama', { ...nothing, tunnel: proven('ppp0') }]])
    const tunnelOf = (one: TunnelReading) => adopt(alone, found({ tunnels: [one] }), had).get('utama')?.tunnel
    expect(tunnelOf(tunnel('ppp1', 'down'))).toEqual(proven('ppp0'))
    expect(tunnelOf(tunnel('ppp1'))).toEqual(proven('ppp1'))
  })

  it('has proven what it has seen up, and nothing else', () => {
    const had = new Map([['utama', { ...nothing, tunnel: unproven('Tu1'), session: unproven('10.0.0.1') }]])
    const now = prove(had, 'utama', ['tunnel', 'gateway'])
    expect(now.get('utama')).toEqual({ tunnel: proven('Tu1'), session: unproven('10.0.0.1'), gateway: null })
    expect(prove(had, 'cadangan', ['tunnel'])).toBe(had)
  })

  it('has none any more once there are two', () => {
    const had = new Map([['utama', { ...nothing, tunnel: proven('Tu1') }]])
    const twoTunnels = found({ tunnels: [tunnel('Tu1'), tunnel('Tu2')] })
    expect(adopt(alone, twoTunnels, had).get('utama')).toEqual(nothing)
  })

  it('is given nothing in place of what its vpn names', () => {
    const named = [
      wantedLink('utama', 'wan0', vpn({ kind: 'ipsec', peer: 'a', interface: 'b', bgpPeer: 'c' })),
    ]
    const all = found({
      tunnels: [tunnel('Tu1')],
      sessions: [session('10.0.0.1')],
      ipsec: [association('203.0.113.1')],
    })
    expect(adopt(named, all, noneBefore).get('utama')).toEqual(nothing)
  })
})

describe('one of several links', () => {
  it('has no tunnel by being found, however few there are', () => {
    expect([...adopt(two, found({ tunnels: [tunnel('Tu1')] }), noneBefore).values()]).toEqual([
      nothing,
      nothing,
    ])
  })

  it('has the session and the gateway whose address it gives, up or not', () => {
    const all = found({
      sessions: [session('192.0.2.9', 'idle'), session('10.0.0.1')],
      ipsec: [association('192.0.2.7', false), association('203.0.113.1')],
    })
    const adopted = adopt(two, all, noneBefore)
    expect(adopted.get('utama')).toEqual({ ...nothing, gateway: proven('192.0.2.7') })
    expect(adopted.get('cadangan')).toEqual({ ...nothing, session: proven('192.0.2.9') })
    expect(adopt(two, found({}), adopted)).toEqual(adopted)
  })

  it.each<[Partial<Vpn>, Partial<Adoption>]>([
    [{ peer: '203.0.113.1' }, { gateway: proven('203.0.113.1') }],
    [{ peer: '10.0.0.1' }, { session: proven('10.0.0.1') }],
    [{ bgpPeer: '203.0.113.1' }, { gateway: proven('203.0.113.1') }],
  ])('has what is at the address of %j', (given, expected) => {
    const links = [wantedLink('utama', 'wan0', vpn(given)), two[1]!]
    const all = found({ sessions: [session('10.0.0.1')], ipsec: [association('203.0.113.1', false)] })
    expect(adopt(links, all, noneBefore).get('utama')).toEqual({ ...nothing, ...expected })
  })
})
