/** Which satker is chosen: it stands in the address, so that it can be sent to a colleague and history works. */
import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

const key = 'satker'

export class Selection {
  #code = $state.raw(codeInAddress())
  #left: string | null = null
  #hasMoved = false
  readonly #history = createSubscriber(() => {
    const read = () => this.#move(codeInAddress())
    window.addEventListener('popstate', read)
    return () => window.removeEventListener('popstate', read)
  })

  /** Code of the chosen satker. */
  get current(): string | null {
    this.#history()
    return this.#code
  }

  /** Code of the one that was chosen before: where a keyboard goes on when this one is closed. */
  get left(): string | null {
    return this.#left
  }

  /** False for what the address said when the page was opened: nobody's focus should jump to that. */
  get hasMoved(): boolean {
    return this.#hasMoved
  }

  choose(code: string | null): void {
    if (code === codeInAddress()) return
    const address = new URL(location.href)
    if (code === null) address.searchParams.delete(key)
    else address.searchParams.set(key, code)
    history.pushState(null, '', address)
    this.#move(code)
  }

  #move(code: string | null): void {
    this.#left = this.#code
    this.#hasMoved = true
    this.#code = code
  }
}

function codeInAddress(): string | null {
  return new URL(location.href).searchParams.get(key)
}

export const [getSelection, setSelection] = createContext<Selection>()
