/** What a day of readings says before it is drawn. */

type Rates = readonly (number | null)[]

export interface Span {
  from: number
  to: number
}

/** Minutes this young may still be being written: not there yet is not the same as not measured. */
const openMinutesMs = 3 * 60_000

export function highest(rates: Rates): number | null {
  let most: number | null = null
  for (const rate of rates) if (rate !== null && (most === null || rate > most)) most = rate
  return most
}

/** How much of the time has a rate, 0..1; null where there is no time at all. */
export function measuredShare(rates: Rates): number | null {
  return rates.length === 0 ? null : rates.filter((rate) => rate !== null).length / rates.length
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
