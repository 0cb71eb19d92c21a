import { describe, expect, test } from 'vitest'
import { ipsecReading, tunnelReading } from './layers.test-kit.ts'
import type { Sign } from './sign.ts'
import { afterIpsec, afterTunnels, type IpsecBelief, type TunnelBelief } from './tunnel-signs.ts'
import type { IpsecReading, TunnelReading } from './vpn-reading.ts'

const minute = 60_000
const start = 1_795_330_000_000
const visitedAt = (index: number, isDated = true) => ({
  at: start + index * minute,
  sysUpTimeCs: 8_640_000 + index * 6_000,
  isDated,
})
const inWords = (sign: Sign | null | undefined): string =>
  sign ? `${sign.isUp ? 'up' : 'down'} ${(sign.since - start) / 1000}` : '-'

function tunnelAfter(
  visits: Partial<TunnelReading>[][],
  { isNamed = true, wasThere = false, isDated = true } = {},
): string {
  const belief = visits.reduce<TunnelBelief | null>(
    (before, tunnels, index) =>
      afterTunnels(before, tunnels.map(tunnelReading), visitedAt(index, isDated), { isNamed, wasThere }),
    null,
  )
  return inWords(belief?.sign)
}

const fallen = { operStatus: 'lowerLayerDown' } as const
const missing = { found: false, operStatus: null } as const

describe('the interface of a tunnel', () => {
  test.each<[string, Partial<TunnelReading>[][], string]>([
    ['up says up', [[{}]], 'up 0'],
    ['down says down', [[fallen]], 'down 0'],
    ['down is dated by the router', [[{}], [{ ...fallen, lastChangeCs: 8_640_000 + 2_500 }]], 'down 25'],
    [
      'down since before it was last seen up is dated by the visit',
      [[{}], [{ ...fallen, lastChangeCs: 1 }]],
      'down 60',
    ],
    [
      'down at the first sight is dated by the router',
      [[{ ...fallen, lastChangeCs: 8_640_000 - 9_000 }]],
      'down -90',
    ],
    ['that was found once and is missing is down', [[{}], [missing]], 'down 60'],
    ['that was never found says nothing', [[missing], [missing]], '-'],
    ['dormant is no proof that it is down', [[{}], [{ operStatus: 'dormant' }]], 'up 0'],
    ['not told keeps what was said', [[fallen], [{ operStatus: null }]], 'down 0'],
    ['not read keeps what was said', [[fallen], []], 'down 0'],
    ['of several is down only where all are', [[{}, { ...fallen, name: 'tun1' }]], 'up 0'],
    [
      'of several that are down is so since the last fell',
      [
        [{}, {}],
        [fallen, { ...fallen, name: 'tun1' }],
      ],
      'down 60',
    ],
  ])('%s', (_, visits, expected) => {
    expect(tunnelAfter(visits)).toBe(expected)
  })

  test('dates nothing by an answer that travelled long', () => {
    expect(tunnelAfter([[{}], [{ ...fallen, lastChangeCs: 8_642_500 }]], { isDated: false })).toBe('down 60')
  })

  test('that vanished while nobody looked is down', () => {
    expect(tunnelAfter([[missing], [missing]], { wasThere: true })).toBe('down 0')
  })

  test('that nobody named says nothing until it was up', () => {
    expect(tunnelAfter([[fallen], [fallen]], { isNamed: false })).toBe('-')
    expect(tunnelAfter([[{}], [fallen]], { isNamed: false })).toBe('down 60')
  })
})

describe('the table of IPsec tunnels', () => {
  test.each<[string, (Partial<IpsecReading> | null)[], string]>([
    ['with the tunnel up says up', [{}], 'up 0'],
    ['without it, after it was up, says down', [{}, { isUp: false }], 'down 60'],
    ['without it at the first sight says nothing', [{ isUp: false }], '-'],
    ['without it twice says down since the first', [{ isUp: false }, { isUp: false }], 'down 0'],
    [
      'with it again says up since the keys were made',
      [{}, { isUp: false }, { activeSeconds: 20 }],
      'up 100',
    ],
    ['with keys made anew goes on', [{ activeSeconds: 900 }, { activeSeconds: 3 }], 'up 0'],
    ['that was not read keeps what was said', [{}, null], 'up 0'],
  ])('%s', (_, visits, expected) => {
    const belief = visits.reduce<IpsecBelief | null>(
      (before, reading, index) => afterIpsec(before, reading && ipsecReading(reading), visitedAt(index)),
      null,
    )
    expect(inWords(belief?.sign)).toBe(expected)
  })
})
