/** What the address says only once: the secret of a one-time link, and why a single sign-on failed. */
import { createContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

const signOnProblems = ['unreachable', 'refused', 'not-begun', 'no-role', 'bad-answer', 'disabled'] as const
export type SignOnProblem = (typeof signOnProblems)[number]

const wantedKey = 'wanted'

export class Arrival {
  #secret = $state.raw<string | null>(null)
  #problem = $state.raw<SignOnProblem | null>(null)
  /** A link that is opened while the page is at its address already changes nothing but the fragment. */
  readonly #fragment = createSubscriber(() => {
    const read = () => this.#read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  })

  /** Taken out of the address at once, so that neither the history nor a screenshot keeps it. */
  constructor() {
    this.#read()
  }

  /** Of a one-time link; null where none was opened. */
  get secret(): string | null {
    this.#fragment()
    return this.#secret
  }

  /** Why the single sign-on that was tried just now did not bring anybody in. */
  get problem(): SignOnProblem | null {
    return this.#problem
  }

  /** It was used, or is of no use. */
  forget(): void {
    this.#secret = null
    this.#problem = null
  }

  /** Where one wanted to be before the single sign-on, told once; null where that is not known. */
  takeWanted(): string | null {
    return takeWanted()
  }

  /** To the provider, and later back to where one wanted to be. */
  signOn(): void {
    remember(location.pathname + location.search)
    location.assign('/api/sign-on')
  }

  #read(): void {
    const { pathname, search, hash } = location
    if (pathname === '/' && search === '') {
      const wanted = takeWanted()
      if (wanted !== null) history.replaceState(null, '', wanted)
      return
    }
    if (pathname !== '/masuk') return
    if (hash.length > 1) this.#secret = hash.slice(1)
    const code = new URLSearchParams(search).get('masalah')
    this.#problem = signOnProblems.find((problem) => problem === code) ?? null
    if (hash !== '' || search !== '') history.replaceState(null, '', pathname)
  }
}

/** Storage may be forbidden: then one begins at the overview. */
function remember(address: string): void {
  try {
    if (!address.startsWith('/masuk')) sessionStorage.setItem(wantedKey, address)
  } catch {
    // As said above.
  }
}

/** Only what was kept above, which is an address of this page. */
function takeWanted(): string | null {
  try {
    const wanted = sessionStorage.getItem(wantedKey)
    sessionStorage.removeItem(wantedKey)
    return wanted !== null && /^\/(?!\/)/.test(wanted) ? wanted : null
  } catch {
    return null
  }
}

export const [getArrival, setArrival] = createContext<Arrival>()
