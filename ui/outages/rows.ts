/** The rows of the list: root causes first, what hangs on them folded below, then everybody else. */
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { Trouble } from './worst-first.ts'

export type Row =
  /** A line between those that need action and the others. */
  | { kind: 'rest'; key: 'rest'; count: number }
  | { kind: 'root'; key: string; satker: WireSatker; trouble: Trouble; isOpen: boolean }
  | { kind: 'behind'; key: string; satker: WireSatker; root: string }
  | { kind: 'satker'; key: string; satker: WireSatker }

/** `open`: codes of the roots that are unfolded. `ordered` is everybody, in the order that the others go by. */
export function rowsByCause(
  troubles: readonly Trouble[],
  ordered: readonly WireSatker[],
  open: ReadonlySet<string>,
): Row[] {
  const rows: Row[] = []
  const told = new Set<string>()
  for (const trouble of troubles) {
    const { satker, behind } = trouble
    const isOpen = behind.length > 0 && open.has(satker.code)
    rows.push({ kind: 'root', key: satker.code, satker, trouble, isOpen })
    told.add(satker.code)
    for (const one of behind) {
      told.add(one.code)
      if (isOpen) rows.push({ kind: 'behind', key: one.code, satker: one, root: satker.code })
    }
  }
  const others = ordered.filter(({ code }) => !told.has(code))
  if (others.length > 0 && rows.length > 0) rows.push({ kind: 'rest', key: 'rest', count: others.length })
  return [...rows, ...plainRows(others)]
}

export function plainRows(satker: readonly WireSatker[]): Row[] {
  return satker.map((one): Row => ({ kind: 'satker', key: one.code, satker: one }))
}
