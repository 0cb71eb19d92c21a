import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benchOf, type Facts, linkBelief, nothingSeen, now, seenAs, vpnOf } from './layers.test-kit.ts'
import type { Vpn } from './link.ts'
import { vpnBeliefOf } from './vpn-belief.ts'
import { judgeLayers, layersOf } from './vpn-layers.ts'

function layersAs(facts: Partial<Facts>, vpn: Vpn | null = vpnOf()) {
  const { belief, bench } = seenAs({ ...nothingSeen, ...facts }, vpn)
  return layersOf(judgeLayers(belief, bench).belief, vpn)
}

/** `access tunnel session`, each with what says so. */
function inWords(facts: Partial<Facts>, vpn?: Vpn | null): string {
  const layers = layersAs(facts, vpn)
  return [layers?.access, layers?.tunnel, layers?.session]
    .map((layer) => (layer ? [layer.state, layer.by].filter(Boolean).join(':') : '-'))
    .join(' ')
}

const mpls = vpnOf({ kind: 'mpls', interface: null, peer: null })
const quiet = vpnOf({ interface: null, bgpPeer: null })
const cases: [what: string, facts: Partial<Facts>, expected: string, vpn?: Vpn | null][] = [
  ['nothing is seen', {}, 'unknown unknown unknown'],
  ['all is well', { endpoint: 'answers', tunnel: 'up', session: 'up' }, 'up:echo up:tunnel-interface up:bgp'],
  [
    'the tunnel is up and BGP is down: the provider’s side',
    { endpoint: 'answers', tunnel: 'up', session: 'down' },
    'up:echo up:tunnel-interface down:bgp',
  ],
  [
    'the gateway answers for a far end that does not',
    { endpoint: 'silent', peer: 'answers', tunnel: 'up' },
    'up:peer-echo down:peer-echo unknown',
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
    'only IKE answers: behind it there is no tunnel',
    { endpoint: 'silent', peer: 'silent', ike: 'answers' },
    'up:ike down:ike -',
    quiet,
  ],
  [
    'a far end answers through a tunnel of which nothing else tells',
    { endpoint: 'answers', peer: 'silent' },
    'up:echo up:echo -',
    quiet,
  ],
  [
    'a gateway is the far end itself: its silence is the access’s',
    { endpoint: 'silent', ike: 'answers' },
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

test.each(cases)('%s', (_, facts, expected, vpn) => {
  expect(inWords(facts, vpn)).toBe(expected)
})

test.each<[what: string, facts: Partial<Facts>, access: string, tunnel: string]>([
  ['is no proof of a line', { endpoint: 'silent', peer: 'answers' }, 'down', 'unknown'],
  ['is no proof of a line by its IKE', { endpoint: 'silent', ike: 'answers' }, 'down', 'unknown'],
  ['that answers leaves a far end what it is', { endpoint: 'answers', ike: 'answers' }, 'up', 'up'],
  ['that is silent takes all tunnels with it', { endpoint: 'answers', ike: 'silent' }, 'up', 'down'],
])('a gateway of many routers %s', (_, facts, access, tunnel) => {
  const { belief, bench } = seenAs({ ...nothingSeen, ...facts }, quiet)
  const { judged } = judgeLayers(belief, { ...bench, isGatewayShared: true }).belief
  expect([judged.access.state, judged.tunnel.state]).toEqual([access, tunnel])
})

test('what is in doubt stays as it was held', () => {
  const { belief, bench } = seenAs({ ...nothingSeen, endpoint: 'answers', peer: 'answers' }, quiet)
  const up = judgeLayers(belief, bench).belief
  const doubt = benchOf(linkBelief({ wan: null, endpoint: 'unsure' }), quiet)
  const after = judgeLayers({ ...up, peer: null }, doubt).belief
  expect([after.judged.access.state, after.judged.tunnel.state]).toEqual(['up', 'up'])
})

const says = (...words: string[]) => fc.constantFrom(...words, null) as fc.Arbitrary<never>
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  wan: says('up', 'down'),
  endpoint: says('answers', 'unsure', 'silent'),
  peer: says('answers', 'unsure', 'silent'),
  ike: says('answers', 'unsure', 'silent'),
  tunnel: says('up', 'down'),
  ipsec: says('up', 'down'),
  session: says('up', 'down'),
})

describe('of any facts', () => {
  const judged = (facts: Facts) => layersAs(facts)!

  test('the access is down by its interface, up by anybody who answers, down by the silence of all', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const heard = [facts.endpoint, facts.peer, facts.ike].filter((word) => word !== null)
        const expected = (): string => {
          if (facts.wan === 'down') return 'down'
          if (heard.includes('answers')) return 'up'
          return heard.length > 0 && heard.every((word) => word === 'silent') ? 'down' : 'unknown'
        }
        expect(judged(facts).access?.state).toBe(expected())
      }),
      { numRuns: 500 },
    )
  })

  test('the tunnel is down by whatever says so, and up by nothing that another denies', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const told = [facts.tunnel, facts.ipsec].filter((word) => word !== null)
        const ike = told.length > 0 ? null : facts.ike
        const isCut = facts.endpoint === 'silent' && [facts.peer, ike].includes('answers')
        const isDown = told.includes('down') || isCut || ike === 'silent'
        const isUp = told.includes('up') || ike === 'answers'
        const isReached = facts.endpoint === 'answers' && (facts.peer ?? ike) !== null
        const expected = isDown ? 'down' : isUp || isReached ? 'up' : 'unknown'
        // Doubt leaves unknown what never was known.
        const { state } = judged(facts).tunnel!
        const isInDoubt = [facts.endpoint, facts.peer, ike].includes('unsure')
        expect(isInDoubt && !isDown ? ['unknown', expected] : [expected]).toContain(state)
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

test('nothing is believed of a link of which nothing was seen', () => {
  expect(layersOf(vpnBeliefOf(), vpnOf())).toEqual({
    access: { state: 'unknown', since: null, by: null },
    tunnel: { state: 'unknown', since: null, by: null },
    session: { state: 'unknown', since: null, by: null, peer: '10.255.0.1', resetAt: null },
  })
})
