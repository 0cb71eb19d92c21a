import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { WireAccount } from '../../collector/serve/wire-access.ts'
import type { AccessApi } from '../access/access-api.ts'
import { accountOf, sessionOf, showTo } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import type { Failure } from '../parts/request.ts'
import Accounts from './Accounts.svelte'

const failed = (code: string): Failure => ({ ok: false, code, message: 'In English.' })
const all: WireAccount[] = [
  accountOf('budi', { role: 'administrator', hasSecondFactor: true, lastSignIn: noon, sessions: 2 }),
  accountOf('siti', { scope: { provinces: ['51'], types: ['kua'], satker: [] }, hasPassword: false }),
  accountOf('lama', { disabled: true }),
  accountOf('wayan', { by: 'sign-on', hasPassword: false }),
]

function show(api: Partial<AccessApi> = {}) {
  const accounts = vi.fn(async () => ({ ok: true as const, value: all }))
  const session = sessionOf({ role: 'administrator', permissions: ['see', 'operate', 'accounts'] })
  showTo(Accounts, {}, { api: { accounts, ...api }, session, path: '/pengaturan/akun' })
  return { accounts }
}
const row = async (name: string) => (await screen.findByRole('rowheader', { name })).closest('tr')!
const cells = async (name: string) =>
  within(await row(name))
    .getAllByRole('cell')
    .slice(0, 6)
    .map((cell) => cell.textContent.trim())
const press = async (name: string, button: string | RegExp) =>
  fireEvent.click(within(await row(name)).getByRole('button', { name: button }))
const form = () => document.querySelector('form')!

describe('the accounts', () => {
  it('are told with role, scope, second factor, last sign-in, sessions and state', async () => {
    show()
    expect(await cells('budi')).toEqual([
      'Administrator',
      'seluruh satker',
      'aktif',
      '22 Nov 2026 12.00 WIB',
      '2',
      'aktif',
    ])
    expect(await cells('siti')).toEqual([
      'Pengamat',
      'KUA di Provinsi Bali',
      'tidak',
      'belum pernah',
      '0',
      'menunggu kata sandi',
    ])
    expect((await cells('lama')).at(-1)).toBe('nonaktif')
    expect((await cells('wayan'))[2]).toBe('masuk tunggal')
  })

  it('get a new one by name, role and scope, whose link is shown once', async () => {
    const addAccount = vi.fn(async () => ({
      ok: true as const,
      value: { account: accountOf('putu'), path: '/masuk#s3cret', endsAt: noon },
    }))
    const { accounts } = show({ addAccount })
    await fireEvent.click(screen.getByRole('button', { name: 'Tambah akun' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'Putu' } })
    await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: 'operator' } })
    await fireEvent.click(screen.getByLabelText('Terbatas'))
    await fireEvent.click(screen.getByLabelText('Bali'))
    await fireEvent.submit(form())
    await screen.findByText(`${location.origin}/masuk#s3cret`)
    expect(screen.getByText('Tautan untuk putu, hanya ditunjukkan sekali')).toBeTruthy()
    expect(addAccount).toHaveBeenCalledWith({
      name: 'putu',
      role: 'operator',
      scope: { provinces: ['51'], types: [], satker: [] },
    })
    await waitFor(() => expect(accounts).toHaveBeenCalledTimes(2))
    await fireEvent.click(screen.getByRole('button', { name: 'Selesai' }))
    expect(screen.queryByText(/s3cret/)).toBeNull()
  })

  it('are not added with a scope that shows nothing', async () => {
    const addAccount = vi.fn()
    show({ addAccount })
    await fireEvent.click(screen.getByRole('button', { name: 'Tambah akun' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'putu' } })
    await fireEvent.click(screen.getByLabelText('Terbatas'))
    await fireEvent.submit(form())
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Pilih paling sedikit satu/)
    expect(addAccount).not.toHaveBeenCalled()
  })

  it('of a PIC are for their own satker, never for everything', async () => {
    const addAccount = vi.fn(async () => failed('busy'))
    show({ addAccount })
    await fireEvent.click(screen.getByRole('button', { name: 'Tambah akun' }))
    await fireEvent.input(screen.getByLabelText('Nama'), { target: { value: 'putu' } })
    await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: 'pic' } })
    expect(screen.queryByLabelText('Seluruh satker')).toBeNull()
    expect(screen.getByText(/^PIC hanya untuk satkernya sendiri/)).toBeTruthy()
    expect(screen.getByText('Yang terlihat: tidak satu satker pun; saat ini 0 satker.')).toBeTruthy()
    await fireEvent.submit(form())
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Pilih paling sedikit satu/)
    expect(addAccount).not.toHaveBeenCalled()
    await fireEvent.click(screen.getByLabelText('Bali'))
    await fireEvent.submit(form())
    const scope = { provinces: ['51'], types: [], satker: [] }
    expect(addAccount).toHaveBeenCalledWith({ name: 'putu', role: 'pic', scope })
    await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: 'viewer' } })
    expect((screen.getByLabelText('Seluruh satker') as HTMLInputElement).checked).toBe(true)
  })

  it('have no scope to be chosen for those who see everything or nothing', async () => {
    show()
    await fireEvent.click(screen.getByRole('button', { name: 'Tambah akun' }))
    for (const role of ['administrator', 'auditor']) {
      await fireEvent.change(screen.getByLabelText('Peran'), { target: { value: role } })
      expect(screen.queryByLabelText('Terbatas')).toBeNull()
    }
  })

  it('are changed, and the keyboard goes on where it was', async () => {
    const changeAccount = vi.fn(async () => ({ ok: true as const, value: accountOf('siti') }))
    show({ changeAccount })
    await press('siti', /^Ubah/)
    await screen.findByRole('heading', { name: 'Ubah peran dan lingkup siti' })
    expect((screen.getByLabelText('Bali') as HTMLInputElement).checked).toBe(true)
    await fireEvent.click(screen.getByLabelText('KUA'))
    await fireEvent.submit(form())
    await waitFor(() => expect(document.activeElement?.id).toBe('change-id-siti'))
    expect(changeAccount).toHaveBeenCalledWith('id-siti', {
      role: 'viewer',
      scope: { provinces: ['51'], types: [], satker: [] },
    })
  })

  it('are disabled only when asked once more, and enabled at once', async () => {
    const changeAccount = vi.fn(async () => ({ ok: true as const, value: accountOf('siti') }))
    show({ changeAccount })
    await press('siti', 'Nonaktifkan')
    expect(changeAccount).not.toHaveBeenCalled()
    await press('siti', 'Batal')
    await press('siti', 'Nonaktifkan')
    await press('siti', 'Nonaktifkan')
    expect(changeAccount).toHaveBeenCalledWith('id-siti', { disabled: true })
    await press('lama', 'Aktifkan')
    expect(changeAccount).toHaveBeenLastCalledWith('id-lama', { disabled: false })
  })

  it('say why the last administrator stays', async () => {
    show({ changeAccount: async () => failed('last-administrator') })
    await press('budi', 'Nonaktifkan')
    await press('budi', 'Nonaktifkan')
    expect((await screen.findByRole('alert')).textContent).toMatch(/administrator aktif yang terakhir/)
  })

  it('are reset with a new link, unless they come in by single sign-on, which says who they are', async () => {
    const value = { account: accountOf('siti'), path: '/masuk#n3w', endsAt: noon }
    show({ resetAccount: async () => ({ ok: true, value }) })
    await press('siti', 'Setel ulang')
    await press('siti', 'Setel ulang')
    await screen.findByText(`${location.origin}/masuk#n3w`)
    const buttons = within(await row('wayan')).getAllByRole('button')
    expect(buttons.map((button) => button.textContent)).toEqual(['Nonaktifkan'])
  })
})
