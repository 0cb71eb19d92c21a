/** The outlines of the provinces, once they have come: asked for after the first picture, and only where there are some. */
import { createContext } from 'svelte'
import type { Api } from '../parts/api.ts'
import { provincesOf, type Province } from './outlines.ts'

export class Provinces {
  #drawn = $state.raw<readonly Province[]>([])
  #print: string | null = null
  readonly #api: Pick<Api, 'outlines'>

  constructor(api: Pick<Api, 'outlines'>) {
    this.#api = api
  }

  /** None until they have come, and where none are configured. */
  get drawn(): readonly Province[] {
    return this.#drawn
  }

  /** Those of this fingerprint, unless they are here; null: there are none. */
  async load(print: string | null): Promise<void> {
    if (print === this.#print) return
    this.#print = print
    await pause()
    const answer = print === null ? null : await this.#api.outlines()
    const drawn = answer?.ok ? await provincesOf(answer.value, pause) : []
    // Others may have been named meanwhile.
    if (print === this.#print) this.#drawn = drawn
    if (print === this.#print && answer?.ok === false) this.#print = null
  }
}

/** Until the browser has drawn and taken in what was done meanwhile. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

export const [getProvinces, setProvinces] = createContext<Provinces>()
