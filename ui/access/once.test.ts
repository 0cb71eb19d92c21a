import { fireEvent, screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'
import { showTo } from './access.test-kit.ts'
import Once from './Once.svelte'

const show = (clipboard: unknown) => {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  const done = vi.fn()
  showTo(Once, { label: 'Tautan', text: 'https://satker.example/masuk#s', note: 'Sekali.', done })
  return done
}
const said = () => screen.getByRole('status').textContent

it('what is shown once is copied, and put away when it was', async () => {
  const writeText = vi.fn(async () => {})
  const done = show({ writeText })
  expect(document.activeElement?.textContent).toBe('Tautan')
  await fireEvent.click(screen.getByRole('button', { name: 'Salin' }))
  await vi.waitFor(() => expect(said()).toBe('Tersalin'))
  expect(writeText).toHaveBeenCalledWith('https://satker.example/masuk#s')
  await fireEvent.click(screen.getByRole('button', { name: 'Selesai' }))
  expect(done).toHaveBeenCalledOnce()
})

it.each([
  ['there is no clipboard', undefined],
  ['the clipboard is forbidden', { writeText: () => Promise.reject(new Error('denied')) }],
])('what is shown once is to be copied by hand where %s', async (_why, clipboard) => {
  show(clipboard)
  await fireEvent.click(screen.getByRole('button', { name: 'Salin' }))
  await vi.waitFor(() => expect(said()).toMatch(/^Tidak dapat disalin/))
})
