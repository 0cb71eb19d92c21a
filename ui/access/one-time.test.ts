import { fireEvent, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { UseOneTime, WireOneTime, WireSession } from '../../collector/serve/wire-access.ts'
import type { ApiAnswer, Failure } from '../parts/request.ts'
import { sessionOf, showTo } from './access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import OneTime from './OneTime.svelte'

const failed = (code: string): Failure => ({ ok: false, code, message: 'In English.' })
const setUp: WireOneTime = { purpose: 'set-up', name: null, role: 'administrator', endsAt: noon }
const invited: WireOneTime = { purpose: 'password', name: 'siti', role: 'viewer', endsAt: noon }
const good = 'empat kata yang panjang'

function show(found: WireOneTime | Failure, used: ApiAnswer<WireSession> = { ok: true, value: sessionOf() }) {
  const look = vi.fn(async (_link: string) => ('code' in found ? found : { ok: true as const, value: found }))
  const useLink = vi.fn(async (_given: UseOneTime) => used)
  const shown = showTo(OneTime, {}, { api: { look, useLink }, session: null, path: '/masuk#abc' })
  return { ...shown, look, useLink }
}

async function fill(fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await fireEvent.input(document.querySelector(`input[name=${name}]`)!, { target: { value } })
  }
  await fireEvent.submit(document.querySelector('form')!)
}
const problems = () => screen.queryAllByRole('alert').map((alert) => alert.textContent)

describe('a one-time link', () => {
  it('makes the first administrator, who chooses a name', async () => {
    const { look, useLink, session } = show(setUp)
    await screen.findByRole('heading', { name: 'Buat administrator pertama' })
    expect(look).toHaveBeenCalledWith('abc')
    await fill({ name: 'Budi ', password: good, again: good })
    await waitFor(() => expect(session.current?.name).toBe('budi'))
    expect(useLink).toHaveBeenCalledWith({ link: 'abc', name: 'budi', password: good })
    expect(location.pathname).toBe('/')
  })

  it('sets the password of an account whose name stands', async () => {
    const { useLink } = show(invited)
    const name = await screen.findByLabelText('Nama')
    expect([(name as HTMLInputElement).value, name.hasAttribute('readonly')]).toEqual(['siti', true])
    const filled = [...document.querySelectorAll('input')].map((input) => input.autocomplete)
    expect(filled).toEqual(['username', 'new-password', 'new-password'])
    await fill({ password: good, again: good })
    expect(useLink).toHaveBeenCalledWith({ link: 'abc', password: good })
  })

  it('says by every line what is wrong with it, and sends nothing', async () => {
    const { useLink } = show(setUp)
    await screen.findByLabelText('Nama')
    await fill({ name: 'budi utomo', password: 'pendek', again: 'lain' })
    expect(problems()).toEqual([
      'Hanya huruf, angka, titik, garis, dan @; paling banyak 64.',
      'Kata sandi ini kurang dari 12 karakter.',
      'Keduanya tidak sama.',
    ])
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Nama')))
    expect(useLink).not.toHaveBeenCalled()
  })

  it.each([
    ['weak-password', 'Kata sandi ini mudah ditebak. Pilih yang lebih panjang dan tidak umum.'],
    ['name-taken', 'Nama ini sudah dipakai akun lain.'],
    ['busy', 'Kolektor sedang sibuk. Coba lagi sebentar lagi.'],
  ])('says what the collector finds wrong: %s', async (code, sentence) => {
    show(setUp, failed(code))
    await screen.findByLabelText('Nama')
    await fill({ name: 'budi', password: good, again: good })
    await waitFor(() => expect(problems()).toEqual([sentence]))
  })

  it('that is of no use says so, and what to do', async () => {
    show(failed('not-found'))
    expect((await screen.findByRole('alert')).textContent?.trim()).toMatch(/^Tautan ini tidak dikenal/)
    expect(screen.getByText(/npm run user -- link/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ke halaman masuk' })).toBeTruthy()
  })

  it('that was used while the form was filled in says so', async () => {
    show(invited, failed('not-found'))
    await screen.findByLabelText('Nama')
    await fill({ password: good, again: good })
    expect((await screen.findByRole('alert')).textContent?.trim()).toMatch(/^Tautan ini tidak dikenal/)
  })

  it('can be looked at again where nobody answered', async () => {
    const { look } = show(failed('network'))
    await fireEvent.click(await screen.findByRole('button', { name: 'Coba lagi' }))
    await waitFor(() => expect(look).toHaveBeenCalledTimes(2))
  })
})
