import { render, screen } from '@testing-library/svelte'
import type { Component } from 'svelte'
import { expect, it } from 'vitest'
import NotSetUp from '../access/NotSetUp.svelte'
import { LanguageChoice, setLanguage } from '../state/language.svelte.ts'
import Later from './Later.svelte'

type Load = () => Promise<{ default: Component }>

function show(load: Load): void {
  const standing: Component<Record<string, unknown>> = (internals, given) => {
    setLanguage(new LanguageChoice())
    return Later(internals, given as { load: Load })
  }
  render(standing, { props: { load } })
}

it('a page of its own is shown when it has come', async () => {
  show(async () => ({ default: NotSetUp }))
  expect(screen.getByText('Mengambil data …')).toBeTruthy()
  await screen.findByRole('heading', { name: 'Belum ada akun' })
})

it('a page of its own that cannot be fetched says so, and how to try again', async () => {
  show(() => Promise.reject(new TypeError('Failed to fetch dynamically imported module')))
  expect((await screen.findByRole('alert')).textContent).toBe('Bagian halaman ini tidak dapat diambil.')
  expect(screen.getByRole('button', { name: 'Muat ulang' })).toBeTruthy()
})
