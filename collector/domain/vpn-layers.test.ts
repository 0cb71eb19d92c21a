import { expect, test } from 'vitest'
import { benchOf, type Facts, linkBelief, nothingSeen, now, seenAs, vpnOf } from './layers.test-kit.ts'
import type { LayerBench } from './layer-findings.ts'
import type { Vpn } from './link.ts'
import { afterCall } from './voice.ts'
import { vpnBeliefOf } from './vpn-belief.ts'
import { judgeLayers, layersOf } from './vpn-layers.ts'

function layersAs(facts: Partial<Facts>, vpn: Vpn | null = vpnOf(), around: Partial<LayerBench> = {}) {
  const { belief, bench } = seenAs({ ...nothingSeen, ...facts }, vpn)
  return layersOf(judgeLayers(belief, { ...bench, ...around }).belief, vpn)
}

/** `access tunnel session`, each with what says so. */
function inWords(facts: Partial<Facts>, vpn?: Vpn | null, around?: Partial<LayerBench>): string {
  const layers = layersAs(facts, vpn, around)
  return [layers?.access, layers?.tunnel, layers?.session]
    .map((layer) => (layer ? [layer.state, layer.by].filter(Boolean).join(':') : '-'))
    .join(' ')
}

const mpls = vpnOf({ kind: 'mpls', interface: null, peer: null })
const quiet = vpnOf({ interface: null, bgpPeer: null })
const cases: [string, Partial<Facts>, expected: string, vpn?: Vpn | null, around?: Partial<LayerBench>][] = [
  ['nothing is seen', {}, 'unknown unknown unknown'],
  ['all is well', { endpoint: 'answers', tunnel: 'up', session: 'up' }, 'up:echo up:tunnel-interface up:bgp'],
  [
    'the tunnel is up and BGP is down: the provider’s side',
    { endpoint: 'answers', tunnel: 'up', session: 'down' },
    'up:echo up:tunnel-interface down:bgp',
  ],
  [
    'the gateway and the router answer for a far end that does not',
    { endpoint: 'silent', peer: 'answers', agent: 'answers' },
    'up:peer-echo down:peer-echo -',
    quiet,
  ],
  [
    'a dark office, whose gateway answers on our side of the line',
    { endpoint: 'silent', peer: 'answers', agent: 'silent' },
    'down:echo unknown -',
    quiet,
  ],
  [
    'a far end that fell silent since the router was last asked leaves in doubt what it is',
    { endpoint: 'silent', peer: 'answers', agent: 'before' },
    'unknown unknown -',
    quiet,
  ],
  [
    'where the router is not asked, a gateway of this link alone tells',
    { endpoint: 'silent', peer: 'answers', agent: 'off' },
    'up:peer-echo down:peer-echo -',
    quiet,
  ],
  [
    'a router that is silent to echoes at its own address, and answers there, has not lost its tunnel',
    { endpoint: 'silent', peer: 'answers', agent: 'answers' },
    'up:peer-echo unknown -',
    quiet,
    { routerAddress: '10.0.0.9' },
  ],
  [
    'the router says that the tunnel is up, and the far end is silent for another reason',
    { endpoint: 'silent', peer: 'answers', agent: 'answers', tunnel: 'up', ipsec: 'up' },
    'up:peer-echo up:tunnel-interface unknown',
  ],
  [
    'only the interface is up, as one without keepalives always is, and the far end behind it is silent',
    { endpoint: 'silent', peer: 'answers', agent: 'answers', tunnel: 'up' },
    'up:peer-echo down:peer-echo unknown',
  ],
  [
    'only the interface is up, and the whole office is dark',
    { endpoint: 'silent', peer: 'answers', agent: 'silent', tunnel: 'up' },
    'down:echo up:tunnel-interface unknown',
  ],
  [
    'the router is asked each sweep, no echo is sent, and it answers',
    {},
    'up:snmp unknown unknown',
    vpnOf(),
    { reach: 'snmp', belief: linkBelief({ wan: null, endpoint: 'answers' }, true) },
  ],
  [
    'the router is asked each sweep, no echo is sent, and it is silent',
    { endpoint: 'silent' },
    'down:snmp unknown unknown',
    vpnOf(),
    { reach: 'snmp' },
  ],
  ['everybody is silent', { endpoint: 'silent', peer: 'silent' }, 'down:echo unknown unknown'],
  [
    'the interface of the line is down',
    { wan: 'down', endpoint: 'silent', peer: 'silent', tunnel: 'down' },
    'down:interface down:tunnel-interface unknown',
  ],
  [
    'the interface is up and the table has no tunnel',
    { endpoint: 'answers', tunnel: 'up', ipsec: 'down' },
    'up:echo down:ipsec unknown',
  ],
  [
    'IKE went silent where the router tells nothing',
    { endpoint: 'answers', ike: 'silent' },
    'up:echo down:ike -',
    quiet,
  ],
  [
    'IKE went silent where the router says that the tunnel is up',
    { endpoint: 'answers', ike: 'silent', tunnel: 'up' },
    'up:echo up:tunnel-interface unknown',
  ],
  [
    'IKE went silent with everything else',
    { endpoint: 'silent', peer: 'silent', ike: 'silent', agent: 'silent' },
    'down:echo unknown -',
    quiet,
  ],
  [
    'only IKE answers: behind it there is no tunnel',
    { endpoint: 'silent', peer: 'silent', ike: 'answers', agent: 'answers' },
    'up:ike down:ike -',
    quiet,
  ],
  [
    'a far end answers, and whether by the tunnel nothing tells',
    { endpoint: 'answers', peer: 'answers', agent: 'answers' },
    'up:echo unknown -',
    quiet,
  ],
  [
    'a gateway is the far end itself: its silence is the access’s',
    { endpoint: 'silent', ike: 'answers', agent: 'off' },
    'up:ike up:ike -',
    { ...quiet, peer: '10.0.0.9' },
  ],
  ['a link of MPLS has no tunnel', { endpoint: 'answers', session: 'up' }, 'up:echo - up:bgp', mpls],
  ['a link without a VPN has no layers', { endpoint: 'answers' }, '- - -', null],
  [
    'a tunnel was found on a link without one',
    { endpoint: 'answers', tunnel: 'up' },
    'up:echo up:tunnel-interface -',
    null,
  ],
]

test.each(cases)('%s', (_, facts, expected, vpn, around) => {
  expect(inWords(facts, vpn, around)).toBe(expected)
})

test.each<[what: string, facts: Partial<Facts>, access: string, tunnel: string]>([
  ['is no proof of a line', { endpoint: 'silent', peer: 'answers', agent: 'off' }, 'down', 'unknown'],
  ['is none by its IKE', { endpoint: 'silent', ike: 'answers', agent: 'off' }, 'down', 'unknown'],
  ['is one with its router', { endpoint: 'silent', peer: 'answers', agent: 'answers' }, 'up', 'down'],
  ['that answers leaves a far end what it is', { endpoint: 'answers', ike: 'answers' }, 'up', 'up'],
  ['that is silent takes all tunnels with it', { endpoint: 'answers', ike: 'silent' }, 'up', 'down'],
])('a gateway of many links %s', (_, facts, access, tunnel) => {
  const { belief, bench } = seenAs({ ...nothingSeen, ...facts }, quiet)
  const { judged } = judgeLayers(belief, { ...bench, isGatewayShared: true }).belief
  expect([judged.access.state, judged.tunnel.state]).toEqual([access, tunnel])
})

test('a router that another of its links reaches proves nothing of a line that is silent', () => {
  const facts = { endpoint: 'silent', peer: 'answers', agent: 'answers' } as const
  expect(inWords(facts, quiet, { isRouterReachedElsewhere: true })).toBe('down:echo unknown -')
})

test('what is in doubt stays as it was held', () => {
  const { belief, bench } = seenAs({ ...nothingSeen, endpoint: 'answers', ike: 'answers' }, quiet)
  const up = judgeLayers(belief, bench).belief
  const doubt = benchOf(linkBelief({ wan: null, endpoint: 'unsure' }), quiet)
  const after = judgeLayers({ ...up, ike: afterCall(up.ike, now, false) }, doubt).belief
  expect([after.judged.access.state, after.judged.tunnel.state]).toEqual(['up', 'up'])
})

test('nothing is believed of a link of which nothing was seen', () => {
  expect(layersOf(vpnBeliefOf(), vpnOf())).toEqual({
    access: { state: 'unknown', since: null, by: null },
    tunnel: { state: 'unknown', since: null, by: null },
    session: { state: 'unknown', since: null, by: null, peer: '10.255.0.1', resetAt: null },
  })
})
