import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { linkOf, noon, satkerOf } from '../outages/network.test-kit.ts'
import Head from './Head.svelte'
import { showInPage } from './page.test-kit.ts'

const down = satkerOf('900002', {
  name: 'Kankemenag Kab. Kaur',
  province: '17',
  status: 'down',
  since: noon - 9_060_000,
})
const links = [
  linkOf('main', '900002', { status: 'down', condition: ['interface-down'] }),
  linkOf('spare', '900002', { status: 'down', role: 'backup' }),
]

describe('the head of the page', () => {
  it('says how the satker is, since when in its own zone, and why', () => {
    const { container } = showInPage(Head, { satker: down }, { snapshot: { satker: [down], links } })
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Kankemenag Kab. Kaur')
    expect(container.textContent).toContain('Kankemenag · 900002 · Bengkulu')
    expect(container.textContent).toContain('putus sejak 22 Nov 2026 10.29 WITA · 2 j 31 m')
    expect(container.textContent).toContain('antarmuka mati, router hidup')
  })

  it('names the links in maintenance where not all are', () => {
    const period = { from: noon - 1, to: noon + 3_600_000, reason: 'ganti kabel' }
    const { container } = showInPage(
      Head,
      { satker: down },
      { snapshot: { satker: [down], links, maintenance: [{ ...period, links: ['spare', 'other'] }] } },
    )
    expect(container.textContent).toContain(
      'Sambungan spare dalam pemeliharaan sampai 22 Nov 2026 14.00 WITA: ganti kabel',
    )
  })

  it('leads to who else stands at the same place', () => {
    const other = satkerOf('900003', { name: 'MAN 1 Kaur' })
    const elsewhere = satkerOf('900004', { name: 'KUA', location: [1, 2] })
    showInPage(Head, { satker: down }, { snapshot: { satker: [down, other, elsewhere], links } })
    expect(screen.getByRole('link', { name: /MAN 1 Kaur/ }).getAttribute('href')).toBe('/satker/900003')
    expect(screen.queryByRole('link', { name: /KUA/ })).toBeNull()
  })

  it('leads back to the map, where the satker stays chosen', () => {
    showInPage(Head, { satker: down }, { snapshot: { satker: [down], links } })
    const back = screen.getByRole('link', { name: 'Lihat di peta' })
    expect(back.getAttribute('href')).toBe('/?satker=900002')
  })
})
