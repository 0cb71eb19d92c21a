/** Light or dark: as the system has it, unless chosen in this browser. */
import { createContext } from 'svelte'
import { MediaQuery } from 'svelte/reactivity'
import { recall, remember } from './memory.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export class ThemeChoice {
  #current = $state<Theme>(recall('theme', themes) ?? 'system')
  readonly #systemIsDark = new MediaQuery('prefers-color-scheme: dark')

  get current(): Theme {
    return this.#current
  }

  set current(theme: Theme) {
    this.#current = theme
    remember('theme', theme)
    this.tellDocument()
  }

  /** What is painted now; a canvas must be painted anew when it changes. */
  get isDark(): boolean {
    return this.#current === 'system' ? this.#systemIsDark.current : this.#current === 'dark'
  }

  tellDocument(): void {
    if (this.#current === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = this.#current
  }
}

export const [getTheme, setTheme] = createContext<ThemeChoice>()
