/** Finds links that, over others or directly, hang on themselves: each would be held down by its own silence. */
import type { LinkDraft } from './draft.ts'

/** Nobody mends more at a time, and each costs as much to describe as it is long. */
const mostLoops = 100

/** Walks with a stack of its own: a chain of links may be longer than that of the runtime. */
export function checkLoops(links: readonly LinkDraft[]): void {
  const byId = new Map(links.map((link) => [link.id.text, link]))
  const done = new Set<LinkDraft>()
  let found = 0
  for (const start of links) {
    if (done.has(start)) continue
    const way = [{ link: start, next: 0 }]
    const depth = new Map([[start, 0]])
    for (let last = way.at(-1); last; last = way.at(-1)) {
      const name = last.link.dependsOn[last.next++]
      const parent = name && byId.get(name.text)
      if (!name) {
        done.add(last.link)
        depth.delete(last.link)
        way.pop()
      } else if (parent && depth.has(parent)) {
        if (++found > mostLoops) return
        const loop = way.slice(depth.get(parent)).map(({ link }) => link.id.text)
        name.entry.complain(describe([...loop, parent.id.text]))
      } else if (parent && !done.has(parent)) {
        depth.set(parent, way.length)
        way.push({ link: parent, next: 0 })
      }
    }
  }
}

function describe(loop: string[]): string {
  if (loop.length === 2) return `${loop[0]} depends on itself; name the links on the way to the centre`
  const shown = loop.length > 12 ? [...loop.slice(0, 6), '…', ...loop.slice(-5)] : loop
  return `the dependencies form a loop: ${shown.join(' → ')}; take one of them out`
}
