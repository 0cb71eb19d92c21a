/** Which satker is chosen: it stands in the address, so that it can be sent to a colleague and history works. */
import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

const key = 'satker'

export class Selection {
  #code = $state.raw(codeInAddress())
  readonly #history = createSubscriber(() => {
    const read = () => (this.#code = codeInAddress())
    window.addEventListener('popstate', read)
    return () => window.removeEventListener('popstate', read)
  })

  /** Code of the chosen satker. */
  get current(): string | null {
    this.#history()
    return this.#code
  }

  choose(code: string | null): void {
    if (code === codeInAddress()) return
    const address = new URL(location.href)
    if (code === null) address.searchParams.delete(key)
    else address.searchParams.set(key, code)
    history.pushState(null, '', address)
    this.#code = code
  }
}

function codeInAddress(): string | null {
  return new URL(location.href).searchParams.get(key)
}

export const [getSelection, setSelection] = createContext<Selection>()
