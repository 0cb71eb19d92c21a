/** Whether the page is being put on paper: what is drawn only where it is seen must then be drawn whole. */
import { createContext, flushSync } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

export class Printing {
  #isPrinting = $state(false)
  readonly #watch = createSubscriber(() => {
    // The browser takes its picture as soon as the listeners have run.
    const begin = () => flushSync(() => (this.#isPrinting = true))
    const end = () => (this.#isPrinting = false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  })

  get current(): boolean {
    this.#watch()
    return this.#isPrinting
  }
}

export const [getPrinting, setPrinting] = createContext<Printing>()
