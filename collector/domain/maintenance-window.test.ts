import { describe, expect, it } from 'vitest'
import type { Maintenance } from './calendar.ts'
import { emptyNetwork } from './empty-network.ts'
import type { Link } from './link.ts'
import { maintenanceWindows } from './maintenance-window.ts'
import type { Network } from './network.ts'
import type { Satker } from './satker.ts'
import { limits } from './story.test-kit.ts'

const now = 1_000

function link(id: string, satker: string, contract: string | null): Link {
  return {
    id,
    satker,
    router: `${id}-ce1`,
    interface: null,
    endpoint: '10.0.0.1',
    bandwidth: null,
    medium: 'fiber',
    role: 'primary',
    reach: 'icmp',
    dependsOn: [],
    limits,
    contract,
    circuit: null,
    monthlyFee: null,
    vpn: null,
    formerly: [],
  }
}

function satker(code: string, province: string): Satker {
  return {
    code,
    name: code,
    type: 'kankemenag',
    province,
    location: null,
    timezone: 'Asia/Makassar',
    pic: null,
    connection: 'connected',
    portals: [],
  }
}

const network: Network = {
  ...emptyNetwork,
  providers: ['p1', 'p2'].map((id) => ({ id, name: id, phone: null })),
  contracts: [
    { id: 'k1', provider: 'p1' },
    { id: 'k2', provider: 'p1' },
    { id: 'k3', provider: 'p2' },
  ].map((contract) => ({
    ...contract,
    number: contract.id,
    from: '2026-01-01',
    to: '2026-12-31',
    availabilityRatio: 0.995,
    restitution: null,
  })),
  satker: [satker('900001', '51'), satker('900002', '51'), satker('900003', '52'), satker('900004', '53')],
  links: [
    link('a', '900001', 'k1'),
    link('b', '900001', 'k3'),
    link('c', '900002', 'k2'),
    link('d', '900003', null),
  ],
}

function covered(maintenance: Partial<Maintenance>): string[][] {
  const whole: Maintenance = {
    links: [],
    satker: [],
    province: null,
    provider: null,
    from: 2_000,
    to: 3_000,
    reason: 'Pemeliharaan',
    announced: null,
    ...maintenance,
  }
  return maintenanceWindows({ ...network, maintenance: [whole] }, now).map(({ links }) => links)
}

describe('a maintenance window', () => {
  it.each<[what: string, maintenance: Partial<Maintenance>, links: string[][]]>([
    ['the links it names', { links: ['c', 'a'] }, [['c', 'a']]],
    ['every link of the satker it names', { satker: ['900001', '900003'] }, [['a', 'b', 'd']]],
    ['every link of every satker of its province', { province: '51' }, [['a', 'b', 'c']]],
    ['every link under any contract of its provider', { provider: 'p1' }, [['a', 'c']]],
    [
      'a link once that it names in several ways',
      { links: ['c'], province: '51', provider: 'p1' },
      [['c', 'a', 'b']],
    ],
    ['nothing where its satker has no link, and is then none', { satker: ['900004'] }, []],
    ['nothing where the province has no satker', { province: '94' }, []],
    ['nothing of a link that is not there', { links: ['gone'] }, []],
  ])('covers %s', (_, maintenance, links) => expect(covered(maintenance)).toEqual(links))

  it.each<[what: string, period: { from: number; to: number }, shown: boolean]>([
    ['that is to come', { from: 1_001, to: 2_000 }, true],
    ['that has begun', { from: 1, to: 1_001 }, true],
    ['that ends now, which is after its end', { from: 1, to: 1_000 }, false],
    ['that is over', { from: 1, to: 999 }, false],
  ])('%s is told or not', (_, period, shown) =>
    expect(covered({ ...period, links: ['a'] })).toEqual(shown ? [['a']] : []),
  )

  it('keeps its period and its reason', () => {
    const maintenance: Maintenance[] = [
      {
        links: ['a'],
        satker: [],
        province: null,
        provider: null,
        from: 5,
        to: 5_000,
        reason: 'Perbaikan menara',
        announced: '2026-11-01',
      },
    ]
    expect(maintenanceWindows({ ...network, maintenance }, now)).toEqual([
      { links: ['a'], from: 5, to: 5_000, reason: 'Perbaikan menara' },
    ])
  })
})
