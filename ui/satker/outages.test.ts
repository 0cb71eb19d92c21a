import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Outage } from '../../collector/domain/outage.ts'
import { noon, satkerOf } from '../outages/network.test-kit.ts'
import type { OutagesQuery } from '../parts/api.ts'
import type { ApiAnswer } from '../parts/request.ts'
import Outages from './Outages.svelte'
import { type Given, outageOf, showInPage } from './page.test-kit.ts'

const hour = 3_600_000
const asked: OutagesQuery[] = []
const show = (answer: ApiAnswer<Outage[]>, given: Given = {}) => {
  asked.length = 0
  const outages = async (query: OutagesQuery) => {
    asked.push(query)
    return answer
  }
  showInPage(Outages, { satker: satkerOf('900002') }, { ...given, api: { outages } })
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
        'sambungan induk tidak menjawab',
        '50 %',
      ],
    ])
    expect(screen.getByRole('columnheader', { name: 'Mulai (WITA)' })).toBeTruthy()
  })

  it('say where nobody saw one end, and hang on whom they hung then', async () => {
    const root = outageOf(3, { link: 'centre', satker: '900001' })
    const evidence = [
      { at: noon - 3 * hour, what: 'silent' as const },
      { at: noon - hour, what: 'not-watched' as const },
    ]
    show(
      {
        ok: true,
        value: [
          outageOf(9, { ended: noon - hour, evidence }),
          outageOf(8, { status: 'unreachable', because: 3, ended: noon - 3 * hour }),
        ],
      },
      { openOutages: [root] },
    )
    const [unwatched, behind] = await cells()
    expect(unwatched?.[1]).toBe('22 Nov 2026 12.00 · tidak terpantau lagi')
    expect(unwatched?.[5]).toBe('ujung jauh tidak menjawab')
    expect(behind?.[5]).toBe('bergantung pada Pusat Data')
  })

  it('are told from the moment they begin', async () => {
    const fresh = outageOf(10, { began: noon - 5_000 })
    show({ ok: true, value: [] }, { openOutages: [fresh, outageOf(3, { link: 'centre', satker: '900001' })] })
    expect((await cells()).map(([, end]) => end)).toEqual(['masih berlangsung'])
  })

  it('are those of the stretch that the charts show', async () => {
    show({ ok: true, value: [] }, { path: `/satker/900002?from=${noon - 5 * hour}&to=${noon - hour}` })
    expect(await screen.findByText('Tidak ada gangguan dalam kurun ini.')).toBeTruthy()
    expect(asked).toEqual([{ satker: '900002', from: noon - 5 * hour, to: noon - hour }])
  })

  it('say what happened and what comes next where they could not be fetched', async () => {
    show({ ok: false, code: 'network', message: 'fetch failed' })
    const said = await screen.findByText(/Daftar gangguan tidak dapat diambil: kolektor tidak menjawab/)
    expect(said.textContent).toContain('Dicoba lagi dalam satu menit.')
  })
})
