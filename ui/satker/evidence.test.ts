import { screen, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { noon } from '../outages/network.test-kit.ts'
import Evidence from './Evidence.svelte'
import { outageOf, showInPage } from './page.test-kit.ts'

describe('the evidence of an outage', () => {
  it('is each observation with its time in the zone of the satker', () => {
    const evidence = [
      { at: noon - 3_600_000, what: 'silent' as const },
      { at: noon - 3_540_000, what: 'interface-down' as const },
    ]
    showInPage(Evidence, { outages: [outageOf(7, { evidence })], timezone: 'Asia/Makassar' })
    const seen = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(seen).toEqual([
      '12.00.00 WITA ujung jauh tidak menjawab',
      '12.01.00 WITA antarmuka router mati menurut SNMP',
    ])
    expect(screen.getByText(/putus sejak 22 Nov 2026 12\.00 WITA/)).toBeTruthy()
  })

  it('leads to the satker whose outage it hangs on', () => {
    const root = outageOf(6, { link: 'centre', satker: '900001' })
    const outage = outageOf(7, { status: 'unreachable', because: 6 })
    showInPage(
      Evidence,
      { outages: [outage], timezone: 'Asia/Makassar' },
      { openOutages: [root, outage], path: '/satker/900002?link=main&range=7d' },
    )
    const link = screen.getByRole('link', { name: 'Pusat Data' })
    expect(link.getAttribute('href')).toBe('/satker/900001?range=7d')
  })

  it('says how much of it nobody watched, and names no root that is not there', () => {
    const outage = outageOf(7, { unwatchedMs: 600_000, because: 99 })
    const { container } = showInPage(Evidence, { outages: [outage], timezone: 'Asia/Makassar' })
    expect(within(container).getByText(/10 m di antaranya tidak terpantau/)).toBeTruthy()
    expect(within(container).queryByRole('link')).toBeNull()
  })
})
