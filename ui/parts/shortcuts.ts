/** Keys that work wherever one is, except where one is writing. */
import { flushSync } from 'svelte'
import type { Address } from '../state/address.svelte.ts'

/** The action of a key, or null. `help` opens the help. */
export function shortcut(event: KeyboardEvent, address: Address, help: () => void): (() => void) | null {
  const isWriting =
    event.target instanceof Element && event.target.matches('input, select, textarea, dialog *')
  const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
  const { page, satker } = address.place
  const hasSearch = page === 'overview' || page === 'satker'
  if (hasSearch && (isFind || (event.key === '/' && !isWriting && !hasModifier(event))))
    return () => goToSearch(address)
  if (isWriting || hasModifier(event)) return null
  if (event.key === '?') return help
  if (event.key === 'Escape' && satker !== null) {
    return () => address.go(page === 'satker' ? { page: 'overview' } : { satker: null })
  }
  return null
}

function goToSearch(address: Address): void {
  const { page, view } = address.place
  if (page === 'satker') address.go({ page: 'overview', satker: null, view: 'list' })
  else if (view === 'map') address.go({ view: 'list' })
  // The list may only now come to be drawn, and the next letter is already on its way.
  flushSync()
  document.getElementById('search')?.focus()
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey
}
