/** Which satker are meant by what was typed: any of name, code, circuit, address, link, provider or province. */
import { provinceOf } from '../../collector/domain/province.ts'
import type { Inventory } from '../state/network.svelte.ts'

/** All that each satker can be found by. A line break keeps a word from being found across two of them. */
export function soughtTexts({ satker, links }: Inventory): ReadonlyMap<string, string> {
  const texts = new Map<string, (string | null | undefined)[]>()
  for (const { code, name, province } of satker.values())
    texts.set(code, [name, code, provinceOf(province)?.name])
  for (const { satker: code, id, circuit, endpoint, routerAddress, router, provider } of links.values())
    texts.get(code)?.push(id, circuit, endpoint, routerAddress, router, provider)
  return new Map([...texts].map(([code, parts]) => [code, folded(parts.join('\n'))]))
}

/** Looks for what is being typed: each letter only among those that the letters before it left. */
export class Search<T extends { code: string }> {
  #among: readonly T[] = []
  #texts: ReadonlyMap<string, string> | null = null
  /** What was found for the beginnings of what is typed, the longest last. */
  readonly #found: { text: string; found: readonly T[] }[] = []

  /** Every word must be found somewhere; capitals do not matter. Nothing typed means all. `texts`: by code. */
  search(among: readonly T[], texts: () => ReadonlyMap<string, string>, text: string): readonly T[] {
    const sought = folded(text).trimStart()
    this.#lookAmong(among, sought === '' ? null : texts())
    if (sought === '') return among
    while (this.#found.length > 0 && !sought.startsWith(this.#found.at(-1)!.text)) this.#found.pop()
    const last = this.#found.at(-1)
    if (last?.text === sought) return last.found
    const words = sought.split(/\s+/).filter((word) => word !== '')
    const found = (last?.found ?? among).filter(({ code }) => {
      const known = this.#texts!.get(code)
      return known !== undefined && words.every((word) => known.includes(word))
    })
    this.#found.push({ text: sought, found })
    return found
  }

  #lookAmong(among: readonly T[], texts: ReadonlyMap<string, string> | null): void {
    if (among === this.#among && texts === this.#texts) return
    this.#among = among
    this.#texts = texts
    this.#found.length = 0
  }
}

function folded(text: string): string {
  return text.toLocaleLowerCase('id')
}
