/** The language of the page: Indonesian unless another was chosen in this browser. */
import { createContext } from 'svelte'
import { createFormat, type Format } from '../parts/format.ts'
import { languages, phrase, type Language, type WordKey } from '../parts/words.ts'
import { recall, remember } from './memory.ts'

export class LanguageChoice {
  #current = $state<Language>(recall('language', languages) ?? 'id')
  readonly format: Format = $derived(createFormat(this.#current))

  get current(): Language {
    return this.#current
  }

  set current(language: Language) {
    this.#current = language
    remember('language', language)
    this.tellDocument()
  }

  /** A screen reader pronounces by it. */
  tellDocument(): void {
    document.documentElement.lang = this.#current
  }

  t(key: WordKey, values?: Record<string, string | number>): string {
    return phrase(this.#current, key, values)
  }
}

export const [getLanguage, setLanguage] = createContext<LanguageChoice>()
