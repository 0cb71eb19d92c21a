/** The rows of the list: root causes first, what hangs on them folded below, then everybody else. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { Trouble } from './worst-first.ts'

/** Its place among those of its level, from 1, and how many these are. */
interface Placed {
  position: number
  of: number
}

export type Row =
  /** A line between those that need action and the others. */
  | { kind: 'rest'; key: 'rest'; count: number }
  | ({ kind: 'root'; key: string; satker: WireSatker; trouble: Trouble; isOpen: boolean } & Placed)
  | ({ kind: 'behind'; key: string; satker: WireSatker; root: string } & Placed)
  | ({ kind: 'satker'; key: string; satker: WireSatker } & Placed)

/** `open`: codes of the roots that are unfolded. `ordered` is everybody, in the order that the others go by. */
export function rowsByCause(
  troubles: readonly Trouble[],
  ordered: readonly WireSatker[],
  open: ReadonlySet<string>,
): Row[] {
  const behindOnes = new Set(troubles.flatMap(({ behind }) => behind.map(({ code }) => code)))
  const roots = new Set(troubles.map(({ satker }) => satker.code))
  const others = ordered.filter(({ code }) => !roots.has(code) && !behindOnes.has(code))
  const of = troubles.length + others.length
  const rows: Row[] = []
  for (const [i, trouble] of troubles.entries()) {
    const { satker, behind } = trouble
    const isOpen = behind.length > 0 && open.has(satker.code)
    rows.push({ kind: 'root', key: satker.code, satker, trouble, isOpen, position: i + 1, of })
    if (!isOpen) continue
    for (const [j, one] of behind.entries()) {
      const placed = { position: j + 1, of: behind.length }
      rows.push({ kind: 'behind', key: one.code, satker: one, root: satker.code, ...placed })
    }
  }
  if (others.length > 0 && rows.length > 0) rows.push({ kind: 'rest', key: 'rest', count: others.length })
  return [...rows, ...plainRows(others, troubles.length)]
}

/** `before`: so many stand before them on the same level. */
export function plainRows(satker: readonly WireSatker[], before = 0): Row[] {
  const of = before + satker.length
  return satker.map((one, i): Row => ({
    kind: 'satker',
    key: one.code,
    satker: one,
    position: before + i + 1,
    of,
  }))
}
