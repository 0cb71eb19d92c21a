import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { WireOwnSession, WireSession } from '../../collector/serve/wire-access.ts'
import type { AccessApi, Proof } from '../access/access-api.ts'
import { sessionOf, showTo } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import type { ApiAnswer, Failure } from '../parts/request.ts'
import Account from './Account.svelte'

const failed = (code: string): Failure => ({ ok: false, code, message: 'In English.' })
const ok =
  <T>(value: T) =>
  async () => ({ ok: true as const, value })
const good = 'empat kata yang panjang'

const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
const mine: WireOwnSession[] = [
  { id: 'a', began: noon, usedAt: noon, endsAt: noon, address: '10.0.0.1', agent, isThis: true },
  { id: 'b', began: noon, usedAt: noon, endsAt: noon, address: '10.0.0.2', agent: '', isThis: false },
]

function show(api: Partial<AccessApi> = {}, session: Partial<WireSession> = {}) {
  return showTo(Account, {}, { api: { sessions: ok(mine), ...api }, session: sessionOf(session) })
}
async function fill(form: Element, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await fireEvent.input(form.querySelector(`input[name=${name}]`)!, { target: { value } })
  await fireEvent.submit(form)
}
const formOf = (title: string) => screen.getByRole('region', { name: title }).querySelector('form')!

describe('the own account', () => {
  it('says who one is and what one sees', () => {
    show({}, { scope: { provinces: ['51'], types: [], satker: ['900002'] } })
    expect(screen.getByText('Provinsi Bali, ditambah Kankemenag Kab. Kaur')).toBeTruthy()
    expect(screen.getByText('22 Nov 2026 13.00 WIB')).toBeTruthy()
  })

  it('changes the password, and says that the other sessions ended', async () => {
    const changePassword = vi.fn(ok(null))
    const sessions = vi.fn(ok(mine))
    show({ changePassword, sessions, session: ok(sessionOf({ endsAt: noon })) })
    await fill(formOf('Kata sandi'), { current: 'yang lama', password: good, again: good })
    await screen.findByText('Kata sandi sudah diganti.')
    expect(changePassword).toHaveBeenCalledWith('yang lama', good)
    expect(sessions).toHaveBeenCalledTimes(2)
    await screen.findByText('22 Nov 2026 12.00 WIB', { selector: 'dd' })
    const filled = [...formOf('Kata sandi').querySelectorAll('input')].map((input) => [
      input.value,
      input.autocomplete,
    ])
    expect(filled).toEqual([
      ['budi', 'username'],
      ['', 'current-password'],
      ['', 'new-password'],
      ['', 'new-password'],
    ])
  })

  it.each([
    ['wrong-credentials', 'Kata sandi ini salah.'],
    ['weak-password', 'Kata sandi ini mudah ditebak. Pilih yang lebih panjang dan tidak umum.'],
  ])('says by the line what is wrong with a password: %s', async (code, sentence) => {
    show({ changePassword: async () => failed(code) })
    await fill(formOf('Kata sandi'), { current: 'x', password: good, again: good })
    expect((await screen.findByRole('alert')).textContent).toBe(sentence)
  })

  it('leaves the password to the single sign-on where one came in by that', () => {
    show({}, { hasPassword: false })
    expect(screen.getByText(/diatur di sana/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Faktor kedua' })).toBeNull()
  })
})

describe('the sessions of an account', () => {
  it('are listed with this one marked, and ended one by one or all the others', async () => {
    const endSession = vi.fn(ok(null))
    const endOtherSessions = vi.fn(ok(null))
    show({ endSession, endOtherSessions })
    const rows = (await screen.findAllByRole('row')).map((row) => row.textContent.replace(/\s+/g, ' '))
    expect(rows[1]).toContain('Chrome · Linux · sesi ini')
    expect(rows[2]).toContain('tidak dikenal')
    await fireEvent.click(screen.getByRole('button', { name: /^Akhiri sesi dari 10\.0\.0\.2/ }))
    await waitFor(() => expect(endSession).toHaveBeenCalledWith('b'))
    await fireEvent.click(screen.getByRole('button', { name: 'Akhiri semua sesi lain' }))
    await waitFor(() => expect(endOtherSessions).toHaveBeenCalled())
  })
})

describe('the second factor', () => {
  const made = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' }

  it('is set up by the password, a QR code or its text, and a first code', async () => {
    const confirmSecondFactor = vi.fn(async (code: string): Promise<ApiAnswer<WireSession>> =>
      code === '123456' ? { ok: true, value: sessionOf({ hasSecondFactor: true }) } : failed('wrong-code'),
    )
    const { session } = show({ beginSecondFactor: ok(made), confirmSecondFactor })
    await fireEvent.click(screen.getByRole('button', { name: 'Pasang faktor kedua' }))
    await fill(formOf('Faktor kedua'), {})
    expect((await screen.findByRole('alert')).textContent).toBe('Kata sandi belum ditulis.')
    await fill(formOf('Faktor kedua'), { password: 'x' })
    await screen.findByRole('img', { name: /^Kode QR/ })
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy()
    await fill(formOf('Faktor kedua'), { code: '000000' })
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Kode ini salah/)
    await fill(formOf('Faktor kedua'), { code: '123 456' })
    await screen.findByText(/^Aktif:/)
    expect(session.current?.hasSecondFactor).toBe(true)
  })

  it('that nobody confirmed in time has to be begun anew', async () => {
    show({ beginSecondFactor: ok(made), confirmSecondFactor: async () => failed('bad-request') })
    await fireEvent.click(screen.getByRole('button', { name: 'Pasang faktor kedua' }))
    await fill(formOf('Faktor kedua'), { password: 'x' })
    await screen.findByRole('img', { name: /^Kode QR/ })
    await fill(formOf('Faktor kedua'), { code: '123456' })
    expect((await screen.findByRole('alert')).textContent).toMatch(/lewat sepuluh menit/)
  })

  it('is taken off by the password and a code of it, and the other sessions are gone', async () => {
    const removeSecondFactor = vi.fn(async ({ code }: Proof): Promise<ApiAnswer<null>> =>
      code === '123456' ? { ok: true, value: null } : failed('wrong-code'),
    )
    const sessions = vi.fn(ok(mine))
    show({ removeSecondFactor, sessions, session: ok(sessionOf()) }, { hasSecondFactor: true })
    await fireEvent.click(screen.getByRole('button', { name: 'Lepas faktor kedua' }))
    expect(document.activeElement?.getAttribute('name')).toBe('password')
    const code = screen.getByLabelText('Kode enam angka yang sekarang')
    expect([code.getAttribute('autocomplete'), code.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ])
    await fill(formOf('Faktor kedua'), { password: 'x' })
    expect((await screen.findByRole('alert')).textContent).toBe('Tulis keenam angkanya.')
    expect(removeSecondFactor).not.toHaveBeenCalled()
    await fill(formOf('Faktor kedua'), { code: '000000' })
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Kode ini salah/)
    await fill(formOf('Faktor kedua'), { code: '123 456' })
    await screen.findByText(/^Belum aktif/)
    expect(removeSecondFactor).toHaveBeenLastCalledWith({ password: 'x', code: '123456' })
    expect(sessions).toHaveBeenCalledTimes(2)
  })

  it('is replaced by the password and a code of the present one', async () => {
    const beginSecondFactor = vi.fn(ok(made))
    show({ beginSecondFactor }, { hasSecondFactor: true })
    await fireEvent.click(screen.getByRole('button', { name: 'Ganti faktor kedua' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Batal' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ganti faktor kedua' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Ganti faktor kedua' }))
    await fill(formOf('Faktor kedua'), { password: 'x', code: '123456' })
    await screen.findByRole('img', { name: /^Kode QR/ })
    expect(beginSecondFactor).toHaveBeenCalledWith({ password: 'x', code: '123456' })
  })

  it('that was set elsewhere meanwhile is asked for once the collector says so', async () => {
    const answers = [failed('second-factor-required'), { ok: true as const, value: made }]
    const beginSecondFactor = vi.fn(async (_proof: Proof) => answers.shift()!)
    show({ beginSecondFactor })
    await fireEvent.click(screen.getByRole('button', { name: 'Pasang faktor kedua' }))
    expect(formOf('Faktor kedua').querySelector('[name=code]')).toBeNull()
    await fill(formOf('Faktor kedua'), { password: 'x' })
    expect((await screen.findByRole('alert')).textContent).toBe('Tulis keenam angkanya.')
    await fill(formOf('Faktor kedua'), { code: '123456' })
    await screen.findByRole('img', { name: /^Kode QR/ })
    expect(beginSecondFactor.mock.calls).toEqual([[{ password: 'x' }], [{ password: 'x', code: '123456' }]])
  })

  it('that is needed first is all there is', () => {
    show({}, { needsSecondFactor: true })
    expect(screen.getAllByRole('region').map((one) => one.getAttribute('aria-labelledby'))).toEqual([
      'second-title',
    ])
    expect(screen.getByText(/halaman lain terbuka sesudah itu/)).toBeTruthy()
    expect(formOf('Faktor kedua')).toBeTruthy()
  })
})
