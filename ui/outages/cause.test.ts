import { describe, expect, it } from 'vitest'
import type { WireLink } from '../../collector/serve/wire.ts'
import { createFormat } from '../parts/format.ts'
import { phrase, type WordKey } from '../parts/words.ts'
import { causeOfLink, causeOfSatker } from './cause.ts'
import { layersOf, linkOf, satkerOf } from './network.test-kit.ts'

const indonesian = {
  t: (key: WordKey, values?: Record<string, string | number>) => phrase('id', key, values),
  format: createFormat('id'),
}
const tunnelDown = { layers: layersOf('up', 'down', 'down') }
const sessionDown = { layers: layersOf('up', 'up', 'down') }
const allDown = { layers: layersOf('down', 'down', 'down') }
const down = { status: 'down', rttMs: null, lossRatio: 1 } as const

describe('the likely cause of a link', () => {
  it.each<[string, Partial<WireLink>]>([
    ['', {}],
    ['antarmuka mati, router hidup', { ...down, condition: ['interface-down'] }],
    ['ujung jauh diam, router hidup', { ...down, condition: ['loss'] }],
    ['ujung jauh dan SNMP diam', { ...down, snmp: 'silent', condition: ['snmp-silent'] }],
    ['ujung jauh diam', { ...down, snmp: 'off' }],
    [
      'ujung jauh diam, SNMP menolak kredensial',
      { ...down, snmp: 'refused', condition: ['wrong-credentials'] },
    ],
    ['SNMP diam', { ...down, reach: 'snmp', snmp: 'silent', condition: ['snmp-silent'] }],
    [
      'kredensial SNMP ditolak',
      { ...down, reach: 'snmp', snmp: 'refused', condition: ['wrong-credentials'] },
    ],
    ['antarmuka mati, router hidup', { ...down, reach: 'snmp', condition: ['interface-down'] }],
    ['ujung jauh dan SNMP diam', { ...down, reach: 'both', snmp: 'silent', condition: ['snmp-silent'] }],
    ['ujung jauh diam, router hidup · terowongan mati', { ...down, condition: ['tunnel-down'] }],
    ['akses hidup, terowongan mati', { ...down, condition: ['tunnel-down', 'session-down'], ...tunnelDown }],
    ['antarmuka mati, router hidup', { ...down, condition: ['interface-down', 'tunnel-down'], ...allDown }],
    ['terowongan hidup, BGP mati', { status: 'degraded', condition: ['session-down'], ...sessionDown }],
    ['sesi BGP mati', { status: 'degraded', condition: ['session-down'] }],
    [
      'tanpa cadangan: sambungan kembarnya putus · paket hilang',
      { status: 'degraded', condition: ['twin-down', 'loss'], lossRatio: null },
    ],
    ['ujung jauh diam, router hidup', { ...down, condition: ['twin-down'] }],
    ['sambungan induk putus', { status: 'unreachable', condition: ['snmp-silent'], dependsOn: ['centre'] }],
    ['sambungan induk putus, di luar lingkup Anda', { status: 'unreachable', dependsOn: [] }],
    ['tidak terpantau', { status: 'unknown' }],
    [
      'paket hilang 12 % · latensi 214 ms',
      { status: 'degraded', condition: ['loss', 'delay'], lossRatio: 0.12, rttMs: 214 },
    ],
    ['paket hilang', { status: 'degraded', condition: ['loss'], lossRatio: null }],
    ['beban 95 % dari langganan', { status: 'degraded', condition: ['load'], inBitsPerSecond: 19_000_000 }],
    ['beban tinggi', { status: 'degraded', condition: ['load'], bandwidth: null }],
    ['menunggu lima menit di dalam batas', { status: 'degraded' }],
    ['SNMP diam', { condition: ['snmp-silent'], snmp: 'silent' }],
    ['satu sapuan tidak terjawab', { suspect: true }],
  ])('is said as “%s”', (words, given) => {
    expect(causeOfLink(linkOf('a', '1', given), indonesian)).toBe(words)
  })
})

describe('the likely cause of a satker', () => {
  it('names the link where another still carries it', () => {
    const cause = causeOfSatker(
      satkerOf('1', { status: 'degraded' }),
      linkOf('a', '1', { ...down }),
      indonesian,
    )
    expect(cause).toBe('sambungan utama putus: ujung jauh diam, router hidup')
  })

  it('names a backup that is worse than the link it stands by', () => {
    const layers = layersOf('up', 'down', null)
    const link = linkOf('a', '1', { status: 'degraded', role: 'backup', condition: ['tunnel-down'], layers })
    const cause = causeOfSatker(satkerOf('1', { status: 'degraded' }), link, indonesian)
    expect(cause).toBe('sambungan cadangan: akses hidup, terowongan mati')
  })

  it('names the link that nobody watches', () => {
    const cause = causeOfSatker(
      satkerOf('1', { status: 'degraded' }),
      linkOf('a', '1', { status: 'unknown' }),
      indonesian,
    )
    expect(cause).toBe('sambungan utama tidak terpantau')
  })

  it('is that of its link where nothing carries it', () => {
    const link = linkOf('a', '1', { ...down, condition: ['interface-down'] })
    expect(causeOfSatker(satkerOf('1', { status: 'down' }), link, indonesian)).toBe(
      'antarmuka mati, router hidup',
    )
  })
})
