import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Address } from '../state/address.svelte.ts'
import { shortcut } from './shortcuts.ts'

const help = vi.fn()

describe('a key', () => {
  beforeEach(() => {
    document.body.innerHTML = '<input id="search"><button>x</button>'
    history.replaceState(null, '', '/?satker=900001')
    help.mockClear()
  })

  function press(key: string, on = 'button', given: KeyboardEventInit = {}): Address {
    const address = new Address()
    const event = new KeyboardEvent('keydown', { key, bubbles: true, ...given })
    document.querySelector(on)!.dispatchEvent(event)
    shortcut(event, address, help)?.()
    return address
  }

  it.each([
    ['/', {}],
    ['k', { ctrlKey: true }],
    ['K', { metaKey: true }],
  ])('%s with %j goes to the search at once', (key, given) => {
    press(key, 'button', given)
    expect(document.activeElement?.id).toBe('search')
  })

  it('/ on the page of a satker leads back to the list', () => {
    history.replaceState(null, '', '/satker/900001')
    expect(press('/').place).toMatchObject({ page: 'overview', satker: null })
  })

  it('Escape closes the chosen satker, and leads from its page to the map', () => {
    expect(press('Escape').place.satker).toBeNull()
    history.replaceState(null, '', '/satker/900001')
    expect(press('Escape').place).toMatchObject({ page: 'overview', satker: '900001' })
  })

  it('? asks for help', () => {
    press('?')
    expect(help).toHaveBeenCalledOnce()
  })

  it.each(['/', '?', 'Escape'])('%s is left to whoever is writing', (key) => {
    expect(press(key, 'input').place.satker).toBe('900001')
    expect(help).not.toHaveBeenCalled()
  })

  it('? with a modifier belongs to the browser', () => {
    press('?', 'button', { altKey: true })
    expect(help).not.toHaveBeenCalled()
  })
})
