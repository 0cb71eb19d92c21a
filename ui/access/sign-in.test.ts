import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { SignIn as Given, WireEntry, WireSession } from '../../collector/serve/wire-access.ts'
import type { ApiAnswer, Failure } from '../parts/request.ts'
import type { Ending } from '../state/session.svelte.ts'
import { entryOf, sessionOf, showTo } from './access.test-kit.ts'
import SignIn from './SignIn.svelte'

const failed = (code: string, retryAfterMs?: number): Failure => ({
  ok: false,
  code,
  message: 'In English.',
  retryAfterMs,
})
const budi: ApiAnswer<WireSession> = { ok: true, value: sessionOf() }

function show({
  answers = [budi],
  entry = {},
  why = null,
  path = '/satker/900002',
}: {
  answers?: ApiAnswer<WireSession>[]
  entry?: Partial<WireEntry>
  why?: Ending | null
  path?: string
} = {}) {
  const signIn = vi.fn(async (_given: Given) => answers.shift() ?? failed('internal'))
  const props = { entry: entryOf(entry), why }
  const shown = showTo(SignIn, props, { api: { signIn }, session: null, path })
  return { ...shown, signIn }
}

async function fill(fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await fireEvent.input(screen.getByLabelText(label), { target: { value } })
  }
}
const send = () => fireEvent.submit(document.querySelector('form')!)
const sendFilled = async () => {
  await fill({ Nama: 'budi', 'Kata sandi': 'empat kata yang panjang' })
  await send()
}

describe('the sign-in page', () => {
  it('lets in by name and password, and stays at the address', async () => {
    const { signIn, session } = show()
    await fill({ Nama: ' budi', 'Kata sandi': 'empat kata yang panjang' })
    await send()
    await waitFor(() => expect(session.current?.name).toBe('budi'))
    expect(signIn).toHaveBeenCalledWith({ name: 'budi', password: 'empat kata yang panjang' })
    expect(location.pathname).toBe('/satker/900002')
  })

  it('says to a password manager what is what', () => {
    show()
    const filled = [...document.querySelectorAll('input')].map((input) => [input.name, input.autocomplete])
    expect(filled).toEqual([
      ['name', 'username'],
      ['password', 'current-password'],
    ])
  })

  it.each([
    ['wrong-credentials', undefined, 'Nama atau kata sandi salah.'],
    ['too-many-attempts', 40_000, 'Terlalu banyak percobaan. Coba lagi sesudah 40 d.'],
    ['too-many-attempts', undefined, 'Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.'],
    ['busy', undefined, 'Kolektor sedang sibuk. Coba lagi sebentar lagi.'],
    [
      'unavailable',
      undefined,
      'Kolektor tidak dapat mencatat ini sekarang: disknya penuh, atau sedang berhenti atau terlalu sibuk. Coba lagi sebentar lagi; bila tetap begini, hubungi pengelola servernya.',
    ],
    ['network', undefined, 'Permintaan ini gagal: kolektor tidak menjawab.'],
    [
      'forbidden',
      undefined,
      'Faktor kedua akun ini tidak dapat dibaca lagi. Minta administrator menyetel ulang akun ini.',
    ],
  ])('says aloud what is wrong at %s', async (code, wait, sentence) => {
    const { session } = show({ answers: [failed(code, wait)] })
    await sendFilled()
    expect((await screen.findByRole('alert')).textContent).toBe(sentence)
    expect(session.current).toBeNull()
  })

  it('goes on at the password where that may be wrong', async () => {
    show({ answers: [failed('wrong-credentials')] })
    await sendFilled()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Kata sandi')))
  })

  it('asks for the code of the second factor, and sends all three', async () => {
    const { signIn, session } = show({
      answers: [failed('second-factor-required'), failed('wrong-code'), budi],
    })
    await fill({ Nama: 'budi', 'Kata sandi': 'empat kata yang panjang' })
    await send()
    const code = await screen.findByLabelText('Kode enam angka')
    expect(document.activeElement).toBe(code)
    expect([code.getAttribute('autocomplete'), code.getAttribute('inputmode')]).toEqual([
      'one-time-code',
      'numeric',
    ])
    expect(screen.queryByRole('alert')).toBeNull()
    await fill({ 'Kode enam angka': '123 456' })
    await send()
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Kode ini salah/)
    expect(code.getAttribute('aria-invalid')).toBe('true')
    expect(signIn).toHaveBeenLastCalledWith({
      name: 'budi',
      password: 'empat kata yang panjang',
      code: '123456',
    })
    await send()
    await waitFor(() => expect(session.current?.name).toBe('budi'))
  })

  it('says what was left out, and sends nothing', async () => {
    const { signIn } = show({ answers: [failed('second-factor-required')] })
    await send()
    const problems = () => screen.getAllByRole('alert').map((alert) => alert.textContent)
    expect(problems()).toEqual(['Nama belum ditulis.', 'Kata sandi belum ditulis.'])
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Nama')))
    await sendFilled()
    await fill({ 'Kode enam angka': '12 34' })
    await send()
    expect(problems()).toEqual(['Tulis keenam angkanya.'])
    expect(signIn).toHaveBeenCalledTimes(1)
  })

  it('sends once, however often it is pressed', async () => {
    const { promise, resolve } = Promise.withResolvers<ApiAnswer<WireSession>>()
    const signIn = vi.fn(() => promise)
    showTo(SignIn, { entry: entryOf(), why: null }, { api: { signIn }, session: null })
    await sendFilled()
    await send()
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true')
    resolve(budi)
    await waitFor(() => expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('false'))
    expect(signIn).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['ended', 'Sesi berakhir. Masuk lagi untuk kembali ke halaman ini.'],
    ['left', 'Anda sudah keluar.'],
  ] as const)('says why one has to sign in when the session was %s', (why, sentence) => {
    show({ why })
    expect(screen.getByText(sentence)).toBeTruthy()
  })

  it('offers the single sign-on where there is one, and says why it failed', () => {
    show({ entry: { signOn: 'Akun Kemenag' }, path: '/masuk?masalah=no-role' })
    expect(screen.getByRole('button', { name: 'Masuk dengan Akun Kemenag' })).toBeTruthy()
    expect(screen.getByText(/belum diberi peran/)).toBeTruthy()
    expect(location.search).toBe('')
  })

  it('leads to the public sums where they are open', () => {
    show({ entry: { publicPage: true } })
    expect(screen.getByRole('link').getAttribute('href')).toBe('/publik')
  })
})
