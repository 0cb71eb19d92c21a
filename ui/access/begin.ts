/** Where the reading of a page begins. */
import type { Address } from '../state/address.svelte.ts'

/** An attachment for a title: whoever came from elsewhere on the page goes on there. */
export function begin(address: Address): (title: HTMLElement) => void {
  return (title) => {
    if (!address.hasMoved) return
    window.scrollTo({ top: 0 })
    title.focus({ preventScroll: true })
  }
}
