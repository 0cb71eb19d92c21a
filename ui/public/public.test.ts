import { screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { WirePublic } from '../../collector/serve/wire-access.ts'
import { showTo } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import type { ApiAnswer } from '../parts/request.ts'
import Public from './Public.svelte'

const statuses = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0, none: 0 }
const sums: WirePublic = {
  at: noon,
  organisation: 'Kementerian Agama',
  synthetic: true,
  provinces: [
    { province: '51', satker: 11, statuses: { ...statuses, up: 10, down: 1 } },
    { province: null, satker: 1200, statuses: { ...statuses, up: 1199, none: 1 } },
  ],
}

function show(answer: ApiAnswer<WirePublic>) {
  showTo(Public, {}, { api: { sums: async () => answer }, session: null, path: '/publik' })
}

describe('the public sums', () => {
  it('are told by Kanwil and together, with the time, and that they are made up', async () => {
    show({ ok: true, value: sums })
    const rows = (await screen.findAllByRole('row')).map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    )
    expect(rows.slice(1)).toEqual([
      ['Bali', '11', '10', '0', '1', '0', '0', '0'],
      ['Kanwil lain', '1.200', '1.199', '0', '0', '0', '0', '1'],
      ['Semua', '1.211', '1.209', '0', '1', '0', '0', '1'],
    ])
    expect(screen.getByText(/keadaan pada 22 Nov 2026 12.00 WIB/)).toBeTruthy()
    expect(screen.getByText('DATA SINTETIS')).toBeTruthy()
    expect(screen.getByText(/^Hanya jumlah per Kanwil/)).toBeTruthy()
  })

  it('say so where they are not open', async () => {
    show({ ok: false, code: 'not-found', message: 'In English.' })
    await screen.findByText('Rekap publik tidak dibuka di sini.')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('link', { name: 'Masuk' })).toBeTruthy()
  })

  it('say why they cannot be fetched', async () => {
    show({ ok: false, code: 'network', message: 'In English.' })
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Rekap tidak dapat diambil: kolektor tidak menjawab.',
    )
  })
})
