/** The free range as it is typed in. */
import { longestMs, type Span } from '../state/period.ts'
import type { WordKey } from '../parts/words.ts'
import { fromLocalInput } from './local-time.ts'

export type FreeRange = { ok: true; span: Span } | { ok: false; why: WordKey }

/** Both ends in the zone of the satker; what is wrong with them is told by a key of the words. */
export function readFreeRange(from: string, to: string, zone: string, now: number): FreeRange {
  const [first, last] = [fromLocalInput(from, zone), fromLocalInput(to, zone)]
  if (first === null || last === null) return { ok: false, why: 'chart.badTime' }
  if (first >= last) return { ok: false, why: 'chart.badOrder' }
  if (first >= now) return { ok: false, why: 'chart.notYet' }
  if (last - first > longestMs) return { ok: false, why: 'chart.tooLong' }
  return { ok: true, span: { from: first, to: last } }
}
