import { expect, test } from 'vitest'
import { problemsOf } from './folder-of.test-kit.ts'

/** Three links on one router, each with what is given beside its id and router; and more lines after them. */
function network(links: [string, string, string], more = ''): string {
  const [a, b, c] = links
  return `satker:
  - code: "900001"
    name: Uji
    type: kua
    province: "31"
    routers: [{ id: ce-1, address: 10.0.0.1 }]
    links:
      - { id: link-a, router: ce-1 ${a} }
      - { id: link-b, router: ce-1 ${b} }
      - { id: link-c, router: ce-1 ${c} }
${more}`
}

const alone: [string, string, string] = ['', '', '']

test.each<[string, string, string]>([
  [
    'a router that is not there',
    network(alone).replace('router: ce-1  }\n      - { id: link-b', 'router: ce-2  }\n      - { id: link-b'),
    '8:31 satker[0].links[0].router: there is no router ce-2; did you mean "ce-1"?',
  ],
  [
    'a contract that is not there',
    network(['', ', contract: k', '']),
    `9:48 satker[0].links[1].contract: there is no contract k; add it, or name another`,
  ],
  [
    'a link to depend on that is not there',
    network(['', ', depends_on: [link-x]', '']),
    `9:51 satker[0].links[1].depends_on[0]: there is no link link-x; did you mean "link-a"?`,
  ],
  [
    'a link that depends on itself',
    network(['', ', depends_on: [link-b]', '']),
    '9:51 satker[0].links[1].depends_on[0]: link-b depends on itself; name the links on the way to the centre',
  ],
  [
    'a loop of dependencies',
    network([', depends_on: [link-b]', ', depends_on: [link-c]', ', depends_on: [link-a]']),
    '10:51 satker[0].links[2].depends_on[0]: the dependencies form a loop: link-a → link-b → link-c → link-a; take one of them out',
  ],
  [
    'a former id that is still in use',
    network(['', ', formerly: [link-a]', '']),
    '9:49 satker[0].links[1].formerly[0]: link-a is still a link, at devices.yaml:8:15; name an id no longer in use',
  ],
  [
    'a former id claimed twice',
    network(['', ', formerly: [x]', ', formerly: [x]']),
    '10:49 satker[0].links[2].formerly[0]: x is already claimed at devices.yaml:9:49; keep one of them',
  ],
  [
    'a link id used twice',
    network(alone).replace('link-c', 'link-a'),
    '10:15 satker[0].links[2].id: link id link-a is already used at devices.yaml:8:15; give each its own',
  ],
  [
    'a satker code used twice',
    network(alone, '  - { code: "900001", name: B, type: kua, province: "31" }'),
    '11:13 satker[1].code: satker code 900001 is already used at devices.yaml:2:11; give each its own',
  ],
  [
    'a router id used twice',
    network(alone).replace('address: 10.0.0.1 }', 'address: 10.0.0.1 }, { id: ce-1, address: 10.0.0.2 }'),
    '6:54 satker[0].routers[1].id: router id ce-1 is already used at devices.yaml:6:21; give each its own',
  ],
  [
    'a provider that is not there',
    'contracts: [{ id: k, provider: p, number: K, from: 2026-01-01, to: 2026-12-31, availability: 99% }]',
    '1:32 contracts[0].provider: there is no provider p; add it, or name another',
  ],
  [
    'a contract that ends before it begins',
    'providers: [{ id: p, name: P }]\ncontracts: [{ id: k, provider: p, number: K, from: 2026-02-01, to: 2026-01-31, availability: 99% }]',
    '2:68 contracts[0].to: 2026-01-31 is not after from (2026-02-01); let the period end later',
  ],
  [
    'a link to cut that is not there',
    network(alone, 'simulator: { cut: [link-z] }'),
    '11:20 simulator.cut[0]: there is no link link-z; did you mean "link-a"?',
  ],
  [
    'a link whose tunnel is to be held down that is not there',
    network(alone, 'simulator: { tunnel_down: [link-z] }'),
    '11:28 simulator.tunnel_down[0]: there is no link link-z; did you mean "link-a"?',
  ],
  [
    'a tunnel to hold down of a link that names none',
    network([', vpn: { bgp_peer: 192.0.2.1 }', '', ''], 'simulator: { tunnel_down: [link-a] }'),
    '11:28 simulator.tunnel_down[0]: link-a has no vpn.interface beside its access, so that no tunnel of it is played; add it, or name another',
  ],
  [
    'a tunnel to hold down that is the access itself',
    network([', interface: wan, vpn: { interface: wan }', '', ''], 'simulator: { tunnel_down: [link-a] }'),
    '11:28 simulator.tunnel_down[0]: link-a has no vpn.interface beside its access, so that no tunnel of it is played; add it, or name another',
  ],
  [
    'a session to hold down of a link that names none',
    network([', vpn: { interface: tun0 }', '', ''], 'simulator: { session_down: [link-a] }'),
    '11:29 simulator.session_down[0]: link-a has no IPv4 vpn.bgp_peer, so that no session of it is played; add it, or name another',
  ],
  [
    'a session to hold down whose peer no router can tell',
    network([', vpn: { bgp_peer: "2001:db8::1" }', '', ''], 'simulator: { session_down: [link-a] }'),
    '11:29 simulator.session_down[0]: link-a has no IPv4 vpn.bgp_peer, so that no session of it is played; add it, or name another',
  ],
  [
    'maintenance of a link that is not there',
    network(alone, 'maintenance: [{ links: [x], from: 2026-01-01 10:00, to: 2026-01-01 11:00, reason: A }]'),
    '11:25 maintenance[0].links[0]: there is no link x; add it, or name another',
  ],
  [
    'maintenance of a satker that is not there',
    network(
      alone,
      'maintenance: [{ satker: ["900002"], from: 2026-01-01 10:00, to: 2026-01-01 11:00, reason: A }]',
    ),
    '11:26 maintenance[0].satker[0]: there is no satker 900002; did you mean "900001"?',
  ],
  [
    'maintenance of nothing',
    'maintenance: [{ from: 2026-01-01 10:00, to: 2026-01-01 11:00, reason: A }]',
    '1:15 maintenance[0]: says not what is maintained; write links, satker, province or provider',
  ],
  [
    'maintenance that ends as it begins',
    'maintenance: [{ province: "31", from: 2026-01-01 10:00, to: 2026-01-01 10:00, reason: A }]',
    '1:61 maintenance[0].to: 2026-01-01 10:00 is not after from (2026-01-01 10:00); let the period end later',
  ],
])('%s is refused', (_, content, problem) => {
  expect(problemsOf(content)).toEqual([`devices.yaml:${problem}`])
})

test('a link may end on a router that stands in another satker', () => {
  const guest = '  - { code: "900002", name: B, type: kua, province: "31", links: [{ id: d, router: ce-1 }] }'
  expect(problemsOf(network(alone, guest))).toEqual([])
})

test('a chain of ten thousand dependencies is walked to its end, and its loop is described in short', () => {
  const chain = Array.from(
    { length: 10_000 },
    (_, i) => `      - { id: l-${i}, router: ce-1, depends_on: [l-${(i + 1) % 10_000}] }`,
  )
  const [problem, ...others] = problemsOf(
    network(alone).replace(/( +- \{ id: link.*\n)+/, `${chain.join('\n')}\n`),
  )
  expect(others).toEqual([])
  expect(problem).toContain('l-0 → l-1 → l-2 → l-3 → l-4 → l-5 → … → l-9996 → l-9997 → l-9998 → l-9999 → l-0')
})
