import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { OperStatus } from '../../collector/domain/reading.ts'
import type { BgpState } from '../../collector/domain/vpn-reading.ts'
import type { WireEndpoints, WireRouter } from '../../collector/serve/wire.ts'
import { noon } from '../outages/network.test-kit.ts'
import { showInPage } from './page.test-kit.ts'
import { routerOf } from './router.test-kit.ts'
import Router from './Router.svelte'

const show = (endpoints: Partial<WireEndpoints>, router: Partial<WireRouter> = {}) =>
  showInPage(Router, {
    router: routerOf({
      endpoints: { tunnels: [], ipsec: [], sessions: [], readAt: noon, ...endpoints },
      ...router,
    }),
    timezone: 'Asia/Makassar',
  })
const rows = (table: RegExp) =>
  [...screen.getByRole('region', { name: table }).querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
  )
const tunnel = (name: string, operStatus: OperStatus | null, lastChangeAt: number | null = null) => ({
  name,
  operStatus,
  lastChangeAt,
})
const session = (
  peer: string,
  state: BgpState | null,
  establishedSeconds: number | null,
  isStopped = false,
) => ({ peer, state, isStopped, establishedSeconds })

describe('what was found on a router', () => {
  it('is its tunnels by their names', () => {
    show({ tunnels: [tunnel('Tunnel0', 'up', noon - 3_600_000), tunnel('gre1', null)] })
    expect(rows(/^Terowongan router bantul-ce1/)).toEqual([
      ['Tunnel0', 'hidup', '22 Nov 2026 12.00 WITA'],
      ['gre1', '–', ''],
    ])
    expect(screen.queryByRole('region', { name: /IPsec|BGP/ })).toBeNull()
  })

  it('is its IPsec by the gateways at the far end', () => {
    const by = 'fortinet' as const
    show({
      ipsec: [
        { by, local: '10.0.0.1', remote: '203.0.113.1', isUp: true, activeSeconds: 3600 },
        { by, local: null, remote: 'hub@example', isUp: false, activeSeconds: 60 },
      ],
    })
    expect(rows(/^IPsec router/)).toEqual([
      ['203.0.113.1 dari 10.0.0.1', 'hidup', '22 Nov 2026 12.00 WITA'],
      ['hub@example', 'mati', ''],
    ])
  })

  it('is its sessions by their peers, and why they are not up', () => {
    const peers = [
      session('10.255.0.1', 'established', 3600),
      session('10.255.0.2', 'idle', 60),
      session('10.255.0.3', 'active', 0),
      session('10.255.0.4', 'idle', 0, true),
      session('10.255.0.5', null, null),
    ]
    show({ sessions: peers })
    expect(rows(/^Sesi BGP router/)).toEqual([
      ['10.255.0.1', 'hidup (established)', '22 Nov 2026 12.00 WITA'],
      ['10.255.0.2', 'mati (idle)', 'terakhir hidup 22 Nov 2026 12.59 WITA'],
      ['10.255.0.3', 'mati (active)', ''],
      ['10.255.0.4', 'dihentikan dengan sengaja', ''],
      ['10.255.0.5', 'tidak ada di router', ''],
    ])
  })

  it('is old where the router fails, and says of when', () => {
    show({ tunnels: [tunnel('Tunnel0', 'up')] }, { failure: { why: 'timeout', since: noon } })
    expect(screen.getByText('dibaca 22 Nov 2026 13.00 WITA')).toBeTruthy()
    expect(screen.getByText('Tunnel0').closest('tr')?.className).toContain('soft')
  })

  it('stays text, and can be read whole where it is long', () => {
    const evil = `<img src=x onerror=alert(1)>${'x'.repeat(300)}`
    const { container } = show({ tunnels: [tunnel(evil, 'up')] })
    expect(container.querySelector('img')).toBeNull()
    expect(screen.getByText(evil).title).toBe(evil)
  })

  it('is nothing where nothing was found', () => {
    show({})
    expect(screen.queryByRole('table')).toBeNull()
  })
})
