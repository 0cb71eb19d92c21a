import { fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { showTo } from '../access/access.test-kit.ts'
import { ChosenScope } from './chosen-scope.svelte.ts'
import ScopeEditor from './ScopeEditor.svelte'

const means = () => document.querySelector('.means')?.textContent

describe('a scope that is put together', () => {
  it('says in words what it means, and how many satker that are', async () => {
    const chosen = new ChosenScope('everything')
    showTo(ScopeEditor, { chosen, isChecked: false })
    expect(means()).toBe('Yang terlihat: seluruh satker; saat ini 3 satker.')
    await fireEvent.click(screen.getByLabelText('Terbatas'))
    expect(means()).toBe('Yang terlihat: tidak satu satker pun; saat ini 0 satker.')
    await fireEvent.click(screen.getByLabelText('Bali'))
    await fireEvent.click(screen.getByLabelText('KUA'))
    expect(means()).toBe('Yang terlihat: KUA di Provinsi Bali; saat ini 1 satker.')
    expect(chosen.scope).toEqual({ provinces: ['51'], types: ['kua'], satker: [] })
    await fireEvent.click(screen.getByLabelText('Seluruh satker'))
    expect(chosen.scope).toBe('everything')
  })

  it('finds single satker by words of their name or their code, and leaves them again', async () => {
    const chosen = new ChosenScope({ provinces: [], types: [], satker: [] })
    showTo(ScopeEditor, { chosen, isChecked: false })
    const search = screen.getByRole('searchbox')
    await fireEvent.input(search, { target: { value: 'kab kaur' } })
    await fireEvent.keyDown(search, { key: 'Enter' })
    await fireEvent.input(search, { target: { value: '900003' } })
    await fireEvent.click(screen.getByRole('button', { name: 'KUA Kec. Kuta 900003' }))
    expect(chosen.scope).toEqual({ provinces: [], types: [], satker: ['900002', '900003'] })
    expect(document.activeElement).toBe(search)
    await fireEvent.click(screen.getByRole('button', { name: 'Hapus KUA Kec. Kuta' }))
    expect(means()).toBe('Yang terlihat: Kankemenag Kab. Kaur; saat ini 1 satker.')
    await fireEvent.input(search, { target: { value: 'tidak ada' } })
    expect(screen.getByText('Tidak ada yang cocok.')).toBeTruthy()
  })
})
