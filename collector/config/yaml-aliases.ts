/** Resolves the aliases of a YAML tree, and refuses what they, or keys written twice, would make ambiguous or huge. */
import { type Alias, isAlias, isCollection, isMap, isPair, isScalar, type Node } from 'yaml'
import { shownInQuotes } from './shown.ts'

/** How many nodes aliases may add. Thousands of routers may share a block; a bomb asks for billions. */
const mostAdded = 250_000

/** What each alias stands for. */
export type Aliases = ReadonlyMap<Alias, Node>

/** Reports by offset. Recursion is as deep as the text is nested, which the parser has bounded. */
export function resolveAliases(root: Node, report: (offset: number, message: string) => void): Aliases {
  const anchored = new Map<string, Node>()
  const sizes = new Map<Node, number>()
  const aliases = new Map<Alias, Node>()
  let added = 0

  function sizeOf(node: unknown): number {
    if (isAlias(node)) return sizeOfAlias(node)
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value)
    if (!isCollection(node) && !isScalar(node)) return 0
    if (node.anchor !== undefined) anchored.set(node.anchor, node)
    if (isScalar(node)) return 1
    if (isMap(node)) reportRepeatedKeys(node.items, report)
    const size = node.items.reduce<number>((sum, item) => sum + sizeOf(item), 1)
    if (node.anchor !== undefined) sizes.set(node, size)
    return size
  }

  function sizeOfAlias(alias: Alias): number {
    const target = anchored.get(alias.source)
    const offset = alias.range?.[0] ?? 0
    if (!target) {
      report(offset, 'this alias (*) has no anchor (&) before it; if a text is meant, put it in quotes')
      return 0
    }
    // A collection has its size only when it has ended: an alias inside what it stands for never ends.
    const size = isScalar(target) ? 1 : sizes.get(target)
    if (size === undefined) {
      report(offset, 'this alias (*) stands inside its own anchor (&); write the value out')
      return 0
    }
    const before = added
    added += size
    if (before <= mostAdded && added > mostAdded) {
      report(offset, `aliases (*) blow this file up beyond ${mostAdded} values; write the values out`)
    }
    aliases.set(alias, target)
    return size
  }

  sizeOf(root)
  return aliases
}

function reportRepeatedKeys(
  pairs: readonly { key: unknown }[],
  report: (offset: number, message: string) => void,
): void {
  const seen = new Set<string>()
  for (const { key } of pairs) {
    if (!isScalar(key)) continue
    const name = String(key.value)
    if (seen.has(name)) report(key.range?.[0] ?? 0, `the key ${shownInQuotes(name)} stands twice; keep one`)
    seen.add(name)
  }
}
