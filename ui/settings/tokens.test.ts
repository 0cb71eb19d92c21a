import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { AccessApi } from '../access/access-api.ts'
import { sessionOf, showTo, tokenOf } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import Tokens from './Tokens.svelte'

const all = [
  tokenOf('grafana', { usedAt: noon }),
  tokenOf('prometheus', { role: 'monitor' }),
  tokenOf('lama', { revoked: true }),
  tokenOf('usang', { endsAt: noon - 1 }),
]

function show(api: Partial<AccessApi> = {}) {
  const tokens = vi.fn(async () => ({ ok: true as const, value: all }))
  const session = sessionOf({ role: 'administrator', permissions: ['see', 'operate', 'accounts'] })
  showTo(Tokens, {}, { api: { tokens, ...api }, session, path: '/pengaturan/token' })
  return { tokens }
}
const row = async (name: string) => (await screen.findByRole('rowheader', { name })).closest('tr')!
const form = () => document.querySelector('form')!

describe('the tokens', () => {
  it('are told with what they may and until when, and how they are used', async () => {
    show()
    const cells = within(await row('grafana')).getAllByRole('cell')
    expect(cells.slice(0, 5).map((cell) => cell.textContent.trim())).toEqual([
      'Pengamat',
      'seluruh satker',
      '22 Nov 2026 12.00 WIB oleh siti',
      '23 Nov 2026 12.00 WIB',
      '22 Nov 2026 12.00 WIB',
    ])
    expect((await row('prometheus')).textContent).toContain('Pemantau sistem')
    expect(screen.getByText(/Authorization: Bearer/)).toBeTruthy()
  })

  it.each([
    ['lama', 'dicabut'],
    ['usang', 'lewat waktu'],
  ])('say of %s that it is %s, with nothing to be revoked', async (name, word) => {
    show()
    expect((await row(name)).textContent).toContain(word)
    expect(within(await row(name)).queryByRole('button')).toBeNull()
  })

  it('get a new one that is shown once', async () => {
    const addToken = vi.fn(async () => ({
      ok: true as const,
      value: { token: 'sck_abc', entry: tokenOf('laporan') },
    }))
    const { tokens } = show({ addToken })
    await fireEvent.click(screen.getByRole('button', { name: 'Buat token' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'laporan' } })
    await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: 'monitor' } })
    await fireEvent.input(screen.getByLabelText('Berlaku (hari)'), { target: { value: '30' } })
    await fireEvent.submit(form())
    await screen.findByText('sck_abc')
    expect(addToken).toHaveBeenCalledWith({ name: 'laporan', role: 'monitor', scope: 'everything', days: 30 })
    await waitFor(() => expect(tokens).toHaveBeenCalledTimes(2))
  })

  it('of a PIC are for some satker, never for everything', async () => {
    const addToken = vi.fn()
    show({ addToken })
    await fireEvent.click(screen.getByRole('button', { name: 'Buat token' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'laporan' } })
    await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: 'pic' } })
    expect(screen.queryByLabelText('Seluruh satker')).toBeNull()
    await fireEvent.submit(form())
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Pilih paling sedikit satu/)
    expect(addToken).not.toHaveBeenCalled()
  })

  it.each(['0', '3651', '1.5', 'setahun', ''])('are not made for %s days', async (days) => {
    const addToken = vi.fn()
    show({ addToken })
    await fireEvent.click(screen.getByRole('button', { name: 'Buat token' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'laporan' } })
    await fireEvent.input(screen.getByLabelText('Berlaku (hari)'), { target: { value: days } })
    await fireEvent.submit(form())
    expect((await screen.findByRole('alert')).textContent).toBe('Tulis angka dari 1 sampai 3650.')
    expect(addToken).not.toHaveBeenCalled()
  })

  it('are revoked only when asked once more', async () => {
    const revokeToken = vi.fn(async () => ({ ok: true as const, value: null }))
    const { tokens } = show({ revokeToken })
    await fireEvent.click(within(await row('grafana')).getByRole('button', { name: 'Cabut' }))
    expect(revokeToken).not.toHaveBeenCalled()
    await fireEvent.click(within(await row('grafana')).getByRole('button', { name: 'Cabut' }))
    expect(revokeToken).toHaveBeenCalledWith('id-grafana')
    await waitFor(() => expect(tokens).toHaveBeenCalledTimes(2))
  })
})
