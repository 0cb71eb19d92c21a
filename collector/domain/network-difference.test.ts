import { expect, test } from 'vitest'
import { defaultAccess } from './access-settings.ts'
import type { Link } from './link.ts'
import { countChanges, describeDifference } from './network-difference.ts'
import type { Network } from './network.ts'

const link: Link = {
  id: 'a',
  satker: '900001',
  router: 'r',
  interface: null,
  endpoint: '10.0.0.1',
  bandwidth: { downBitsPerSecond: 1e6, upBitsPerSecond: 1e6 },
  medium: 'fiber',
  role: 'primary',
  reach: 'icmp',
  dependsOn: [],
  limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 },
  contract: null,
  circuit: null,
  monthlyFee: null,
  vpn: null,
  formerly: [],
}

const network: Network = {
  organisation: 'Uji',
  timezone: 'Asia/Jakarta',
  synthetic: false,
  collector: { reference: [] },
  icmp: { everyMs: 10_000, timeoutMs: 1000 },
  snmpEveryMs: 60_000,
  retention: { minutesMs: 1, fiveMinutesMs: 1, hoursMs: 1 },
  calendar: { hours: {}, holidays: [] },
  providers: [],
  contracts: [],
  satker: [],
  routers: [{ id: 'r', satker: '900001', address: '10.0.0.1', trapsFrom: [], snmp: null }],
  links: [link],
  maintenance: [],
  simulator: { enabled: false, seed: 1, outages: true, cut: [], tunnelDown: [], sessionDown: [] },
  access: defaultAccess,
}

const none = { added: [], removed: [], changed: [] }

test('the same network, read again, differs in nothing', () => {
  const again = structuredClone(network)
  expect(describeDifference(network, again)).toEqual({
    satker: none,
    routers: none,
    links: none,
    settings: false,
  })
})

test('links are told by id: added, removed, and changed anywhere inside', () => {
  const changed = { ...link, limits: { ...link.limits, rttMs: 200 } }
  const kept = { ...link, id: 'kept' }
  const before = { ...network, links: [link, kept, { ...link, id: 'gone' }] }
  const after = { ...network, links: [{ ...link, id: 'new' }, structuredClone(kept), changed] }
  expect(describeDifference(before, after)).toMatchObject({
    routers: none,
    links: { added: ['new'], removed: ['gone'], changed: ['a'] },
    settings: false,
  })
})

test.each<Partial<Link>>([
  { interface: 'ge0' },
  { bandwidth: null },
  { bandwidth: { downBitsPerSecond: 1e6, upBitsPerSecond: 2e6 } },
  { dependsOn: ['b'] },
  { formerly: ['b', 'c'] },
  { vpn: { kind: 'gre', peer: null, interface: null, bgpPeer: null } },
])('a link with %j is another', (change) => {
  const changed = { ...network, links: [{ ...link, ...change }] }
  expect(describeDifference(network, changed).links.changed).toEqual(['a'])
  expect(describeDifference(changed, network).links.changed).toEqual(['a'])
})

test('one whose keys come in another order, or that is the very same, is not', () => {
  const turned = Object.fromEntries(Object.entries(link).toReversed()) as unknown as Link
  for (const links of [[turned], [link]])
    expect(describeDifference(network, { ...network, links }).links).toEqual(none)
})

test.each<Partial<Network>>([
  { icmp: { everyMs: 20_000, timeoutMs: 1000 } },
  { simulator: { ...network.simulator, cut: ['a'] } },
  { access: { ...defaultAccess, idleMs: 60_000 } },
  { collector: { reference: ['10.0.0.254'] } },
  { calendar: { hours: { default: { mon: { fromMinute: 0, toMinute: 60 } } }, holidays: [] } },
])('a change of %j is a change of the settings', (change) => {
  const { links, settings } = describeDifference(network, { ...network, ...change })
  expect([links, settings]).toEqual([none, true])
})

test('a difference is counted by what came, went and changed', () => {
  const after = {
    ...network,
    links: [
      { ...link, circuit: 'x' },
      { ...link, id: 'new' },
    ],
  }
  const before = { ...network, links: [link, { ...link, id: 'gone' }, { ...link, id: 'left' }] }
  const nothing = { added: 0, removed: 0, changed: 0 }
  expect(countChanges(describeDifference(before, after))).toEqual({
    satker: nothing,
    routers: nothing,
    links: { added: 1, removed: 2, changed: 1 },
  })
})
