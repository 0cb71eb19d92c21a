import { screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Availability as Told } from '../../collector/domain/availability.ts'
import { linkOf } from '../outages/network.test-kit.ts'
import type { ApiAnswer } from '../parts/request.ts'
import Availability from './Availability.svelte'
import type { WireAvailability } from '../../collector/serve/wire-availability.ts'
import { showInPage } from './page.test-kit.ts'

const monthMs = 30 * 86_400_000
const told = (unavailableMs: number, unwatchedMs = 0): Told => {
  const watchedMs = monthMs - unwatchedMs
  const ratio = watchedMs === 0 ? null : 1 - unavailableMs / watchedMs
  const availableMs = watchedMs - unavailableMs
  return { availableMs, unavailableMs, unwatchedMs, ratio, coverageRatio: watchedMs / monthMs }
}
const answerOf = (together: Told, links: Record<string, Told>): ApiAnswer<WireAvailability> => {
  const each = Object.entries(links).map(([id, one]) => ({ id, ...one }))
  return { ok: true, value: { code: '900002', from: 0, to: monthMs, together, links: each } }
}
const asked: string[] = []
const show = (links: string[], answer: ApiAnswer<WireAvailability> | null) => {
  asked.length = 0
  const availability = (code: string) => {
    asked.push(code)
    return answer ? Promise.resolve(answer) : new Promise<never>(() => {})
  }
  const own = links.map((id) => linkOf(id, '900002'))
  showInPage(Availability, { code: '900002', links: own }, { api: { availability } })
}
const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()))

describe('the availability of a satker', () => {
  it('is told together first, then of each link', async () => {
    show(['main', 'spare'], answerOf(told(0), { main: told(13_020_000), spare: told(600, 86_400_000) }))
    await screen.findByText('99,5 %')
    expect(rows()).toEqual([
      ['gabungan', '100 %', '', '100 %'],
      ['main', '99,5 %', '3 j 37 m', '100 %'],
      ['spare', '99,999 %', '0 d', '96,67 %'],
    ])
    expect(asked).toEqual(['900002'])
  })

  it('is one row where there is one link', async () => {
    show(['main'], answerOf(told(0), { main: told(0) }))
    await waitFor(() => expect(rows()).toEqual([['gabungan', '100 %', '', '100 %']]))
  })

  it('names a link that is no longer listed', async () => {
    show(['main'], answerOf(told(0), { main: told(0), old: told(0) }))
    await screen.findByText('sudah tidak terdaftar')
    expect(rows().map(([name]) => name)).toEqual(['gabungan', 'main', 'old sudah tidak terdaftar'])
  })

  it('says why there is none', async () => {
    show(['main'], answerOf(told(0, monthMs), { main: told(0, monthMs) }))
    await waitFor(() => expect(rows()).toEqual([['gabungan', '– tidak ada yang mengamati']]))
  })

  it('has its rows before their numbers are there', () => {
    show(['main', 'spare'], null)
    expect(rows().map(([name]) => name)).toEqual(['gabungan', 'main', 'spare'])
  })

  it('says what happened where it could not be fetched', async () => {
    show(['main'], { ok: false, code: 'network', message: 'fetch failed' })
    const said = await screen.findByText(/^Ketersediaan tidak dapat diambil: kolektor tidak menjawab/)
    expect(said.textContent).toContain('Dicoba lagi dalam satu menit.')
  })
})
