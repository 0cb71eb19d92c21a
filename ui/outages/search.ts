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

/** Every word must be found somewhere; capitals do not matter. Nothing typed means all. */
export function search<T extends { code: string }>(
  satker: Iterable<T>,
  texts: () => ReadonlyMap<string, string>,
  text: string,
): T[] {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [...satker]
  const known = texts()
  return [...satker].filter(({ code }) => words.every((word) => known.get(code)?.includes(word)))
}

function folded(text: string): string {
  return text.toLocaleLowerCase('id')
}
