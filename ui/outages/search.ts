/** Which satker are meant by what was typed: any of name, code, circuit, address, link, provider or province. */
import { provinceOf } from '../../collector/domain/province.ts'
import type { WireLink, WireSatker } from '../../collector/serve/wire.ts'

/** Every word must be found somewhere; capitals do not matter. Nothing typed means all. */
export function search(
  satker: Iterable<WireSatker>,
  linksOf: ReadonlyMap<string, readonly WireLink[]>,
  text: string,
): WireSatker[] {
  const words = folded(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return [...satker]
  return [...satker].filter((one) => {
    const known = folded(knownBy(one, linksOf.get(one.code) ?? []))
    return words.every((word) => known.includes(word))
  })
}

/** All that a satker can be found by. A line break keeps a word from being found across two of them. */
function knownBy({ name, code, province }: WireSatker, links: readonly WireLink[]): string {
  const ofLinks = links.flatMap(({ id, circuit, endpoint, routerAddress, router, provider }) => [
    id,
    circuit,
    endpoint,
    routerAddress,
    router,
    provider,
  ])
  return [name, code, provinceOf(province)?.name, ...ofLinks].join('\n')
}

function folded(text: string): string {
  return text.toLocaleLowerCase('id')
}
