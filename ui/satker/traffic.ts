/** What a day of readings says before it is drawn. */

type Rates = readonly (number | null)[]

export interface Span {
  from: number
  to: number
}

/** Minutes this young may still be being written: not there yet is not the same as not measured. */
const openMinutesMs = 3 * 60_000
/** No chart shows less. */
const shortestMs = 15 * 60_000

export function highest(rates: Rates): number | null {
  let most: number | null = null
  for (const rate of rates) if (rate !== null && (most === null || rate > most)) most = rate
  return most
}

/** How much of the time has a rate, 0..1; null where there is no time at all. */
export function measuredShare(rates: Rates): number | null {
  return rates.length === 0 ? null : rates.filter((rate) => rate !== null).length / rates.length
}

/**
 * Where a chart up to `to` begins: where the watching began only lately, a little before it, so that minutes are
 * not pressed into the last pixel of a day. `asked` says of each reading whether anybody looked.
 */
export function shownFrom(at: readonly number[], asked: Rates, to: number): number {
  const dayAgo = at[0] ?? to
  const first = at[asked.findIndex((echoes) => echoes !== null)]
  if (first === undefined || to - first >= (to - dayAgo) / 2) return dayAgo
  return to - Math.max(shortestMs, (to - first) * 1.25)
}

/** The stretches without a rate, each of `resolution` ms or longer, up to the minutes that are still open. */
export function gaps(at: readonly number[], rates: Rates, resolution: number, now: number): Span[] {
  const found: Span[] = []
  for (const [i, from] of at.entries()) {
    if (rates[i] !== null && rates[i] !== undefined) continue
    const last = found.at(-1)
    if (last?.to === from) last.to = from + resolution
    else found.push({ from, to: from + resolution })
  }
  return found.filter(({ from }) => from < now - openMinutesMs)
}
