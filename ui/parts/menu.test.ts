import { fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { WireSession } from '../../collector/serve/wire-access.ts'
import { sessionOf, showTo } from '../access/access.test-kit.ts'
import { menuPages } from './menu-pages.ts'
import UserMenu from './UserMenu.svelte'

describe('where one may go', () => {
  it.each<[string, Partial<WireSession>, string[]]>([
    [
      'an administrator',
      { permissions: ['see', 'operate', 'accounts', 'monitor'] },
      ['overview', 'account', 'accounts', 'tokens', 'health'],
    ],
    ['a viewer', { permissions: ['see'] }, ['overview', 'account', 'health']],
    ['an auditor', { permissions: ['audit'] }, ['account', 'audit']],
    ['who needs a second factor', { permissions: ['see', 'accounts'], needsSecondFactor: true }, []],
  ])('of %s', (_who, given, pages) => {
    expect(menuPages(sessionOf(given), false).map(({ page }) => page)).toEqual(pages)
  })

  it('is also the public page, where it is open', () => {
    expect(menuPages(sessionOf(), true).at(-1)?.page).toBe('public')
  })
})

describe('the menu', () => {
  const opener = () => screen.getByRole('button', { name: /^budi/ })
  const show = (given: Partial<WireSession> = {}) => showTo(UserMenu, { who: sessionOf(given) })

  it('tells who is signed in and as what, by the ministry’s own word or in the reader’s language', () => {
    show({ role: 'viewer', roleName: 'viewer' })
    expect(opener().textContent).toContain('Pengamat')
    show({ name: 'siti', role: 'viewer', roleName: 'Pemantau Wilayah' })
    expect(screen.getByRole('button', { name: /^siti/ }).textContent).toContain('Pemantau Wilayah')
  })

  it('is opened and closed by keys, which go on where they were', async () => {
    show()
    expect(screen.queryByRole('link')).toBeNull()
    await fireEvent.click(opener())
    expect(opener().getAttribute('aria-expanded')).toBe('true')
    screen.getByRole('link', { name: 'Akun saya' }).focus()
    await fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
    expect(screen.queryByRole('link')).toBeNull()
    expect(document.activeElement).toBe(opener())
  })

  it('closes when something else is pressed or one goes somewhere', async () => {
    const { address } = show()
    await fireEvent.click(opener())
    await fireEvent.pointerDown(document.body)
    expect(screen.queryByRole('link')).toBeNull()
    await fireEvent.click(opener())
    await fireEvent.click(screen.getByRole('link', { name: 'Ke peta' }))
    expect(address.place.page).toBe('overview')
    expect(screen.queryByRole('link')).toBeNull()
  })

  it('says why one could not sign out, and that one is still in', async () => {
    const full = async () => ({ ok: false as const, code: 'unavailable', message: 'In English.' })
    const session = async () => ({ ok: true as const, value: sessionOf() })
    const shown = showTo(UserMenu, { who: sessionOf() }, { api: { signOut: full, session } })
    await fireEvent.click(opener())
    await fireEvent.click(screen.getByRole('button', { name: 'Keluar' }))
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Kolektor tidak dapat mencatat ini/)
    expect(shown.session.current?.name).toBe('budi')
  })
})
