import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Outage } from '../../collector/domain/outage.ts'
import { noon, satkerOf } from '../outages/network.test-kit.ts'
import type { ApiAnswer, OutagesQuery } from '../parts/api.ts'
import Outages from './Outages.svelte'
import { outageOf, showInPage } from './page.test-kit.ts'

const hour = 3_600_000
const asked: OutagesQuery[] = []
const show = (answer: ApiAnswer<Outage[]>, path?: string) => {
  asked.length = 0
  const outages = async (query: OutagesQuery) => {
    asked.push(query)
    return answer
  }
  showInPage(Outages, { satker: satkerOf('900002') }, { api: { outages }, ...(path && { path }) })
}
const cells = async () => {
  await screen.findByRole('table')
  const [, ...rows] = screen.getAllByRole('row')
  return rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()))
}

describe('the outages of a satker', () => {
  it('are told in its zone, with how long, why, and how much nobody watched', async () => {
    show({
      ok: true,
      value: [
        outageOf(9),
        outageOf(8, {
          status: 'unreachable',
          because: 3,
          began: noon - 5 * hour,
          ended: noon - 3 * hour,
          unwatchedMs: hour,
        }),
      ],
    })
    expect(await cells()).toEqual([
      ['22 Nov 2026 12.00', 'masih berlangsung', '1 j', 'main', 'putus', 'ujung jauh tidak menjawab', ''],
      [
        '22 Nov 2026 08.00',
        '22 Nov 2026 10.00',
        '2 j',
        'main',
        'tak terjangkau',
        'bergantung pada Pusat Data',
        '50 %',
      ],
    ])
    expect(screen.getByRole('columnheader', { name: 'Mulai (WITA)' })).toBeTruthy()
  })

  it('are those of the stretch that the charts show', async () => {
    show({ ok: true, value: [] }, `/satker/900002?from=${noon - 5 * hour}&to=${noon - hour}`)
    expect(await screen.findByText('Tidak ada gangguan dalam kurun ini.')).toBeTruthy()
    expect(asked).toEqual([{ satker: '900002', from: noon - 5 * hour, to: noon - hour }])
  })

  it('say what happened and what comes next where they could not be fetched', async () => {
    show({ ok: false, code: 'network', message: 'fetch failed' })
    const said = await screen.findByText(/Daftar gangguan tidak dapat diambil: kolektor tidak menjawab/)
    expect(said.textContent).toContain('Dicoba lagi dalam satu menit.')
  })
})
