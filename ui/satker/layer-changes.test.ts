import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { WireLayerChange, WireLinkDetail, WireSatkerDetail } from '../../collector/serve/wire.ts'
import { noon, satkerOf } from '../outages/network.test-kit.ts'
import LayerChanges from './LayerChanges.svelte'
import { showInPage } from './page.test-kit.ts'

const linkDetail = (id: string, layerChanges: WireLayerChange[]): WireLinkDetail => ({
  id,
  interface: 'wan1',
  reach: 'icmp',
  limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 },
  monthlyFee: null,
  vpn: null,
  contract: null,
  layerChanges,
})
const show = (...links: WireLinkDetail[]) => {
  const value: WireSatkerDetail = { code: '900002', pic: null, portals: [], routers: [], links }
  showInPage(LayerChanges, { satker: satkerOf('900002'), value, failure: null })
}
const cells = () => {
  const [, ...rows] = screen.getAllByRole('row')
  return rows.map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
  )
}
const reset: WireLayerChange = { at: noon, layer: 'session', to: 'reset', by: 'bgp' }
const shut: WireLayerChange = { at: noon - 60_000, layer: 'session', to: 'down', by: 'stopped' }
const fell: WireLayerChange = { at: noon - 3_600_000, layer: 'tunnel', to: 'down', by: 'tunnel-interface' }

describe('the changes of the layers of a satker', () => {
  it('are told in its zone, with what says so', () => {
    show(linkDetail('main', [reset, shut, fell]))
    expect(cells()).toEqual([
      ['22 Nov 2026 13.00', 'sesi BGP', 'terputus sebentar', 'tabel BGP'],
      ['22 Nov 2026 12.59', 'sesi BGP', 'mati', 'router: dihentikan dengan sengaja'],
      ['22 Nov 2026 12.00', 'terowongan', 'mati', 'antarmuka terowongan'],
    ])
    expect(screen.getByRole('columnheader', { name: 'Waktu (WITA)' })).toBeTruthy()
  })

  it('name their link where there are several', () => {
    show(linkDetail('main', [fell]), linkDetail('spare', [reset]))
    expect(cells().map(([time]) => time)).toEqual(['22 Nov 2026 13.00 spare', '22 Nov 2026 12.00 main'])
  })

  it('say where there are none', () => {
    show(linkDetail('main', []))
    expect(screen.getByText('Terowongan dan sesinya belum pernah berubah.')).toBeTruthy()
  })
})
