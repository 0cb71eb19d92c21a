/** The orders of the list. The satker come by name; those alike stay so, whichever way an order is turned. */
import { provinceOf } from '../../collector/domain/province.ts'
import type { WireSatker } from '../../collector/serve/wire.ts'
import type { SortKey } from '../state/place.ts'

/** Later than any time there is. */
const afterAllOthers = 1e15

interface Values {
  reverse: boolean
  /** By code. */
  loadOf(code: string): number | null
  sinceOf(satker: WireSatker): number | null
}

/**
 * `since`: who has been as they are for longest, those that are not well before the others; `load`: the busiest. What has no such value is last, also
 * when the order is turned round. `loadOf`: use of the subscribed rate, 0..1; `heaps`: the same satker by gravity.
 */
export function inOrder(
  byName: readonly WireSatker[],
  heaps: readonly (readonly WireSatker[])[],
  by: SortKey,
  { reverse, loadOf, sinceOf }: Values,
): readonly WireSatker[] {
  if (by === 'name') return reverse ? byName.toReversed() : byName
  if (by === 'worst') return (reverse ? heaps.toReversed() : heaps).flat()
  const turn = reverse ? -1 : 1
  const valued = byName.map((satker) => ({ satker, value: valueOf(satker, by, loadOf, sinceOf) }))
  valued.sort(({ value: of }, { value: other }) => {
    if (of === null || other === null) return Number(of === null) - Number(other === null)
    return turn * (of < other ? -1 : Number(of > other))
  })
  return valued.map(({ satker }) => satker)
}

function valueOf(
  satker: WireSatker,
  by: Exclude<SortKey, 'name' | 'worst'>,
  loadOf: Values['loadOf'],
  sinceOf: Values['sinceOf'],
): number | string | null {
  if (by === 'since') {
    const since = sinceOf(satker)
    return since === null ? null : since + (satker.status === 'up' ? afterAllOthers : 0)
  }
  if (by === 'province') return provinceOf(satker.province)?.name ?? satker.province
  const load = loadOf(satker.code)
  return load === null ? null : -load
}
