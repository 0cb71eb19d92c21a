/** Rates and shares as contracts write them. */
const bitsPer: Record<string, number> = { bps: 1, kbps: 1e3, Mbps: 1e6, Gbps: 1e9 }

/** `512 kbps`, `20 Mbps`, `1 Gbps` in bits per second, decimal as lines are sold; null for anything else. */
export function parseRate(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,6})?) ?([kMG]?bps)$/.exec(text) ?? []
  const factor = bitsPer[unit]
  return amount === undefined || factor === undefined ? null : Math.round(Number(amount) * factor)
}

/** `99.5%` as 0.995; null for anything else. */
export function parsePercent(text: string): number | null {
  const [, amount] = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text) ?? []
  // Read with its exponent, so that 99.9 gives the double nearest to 0.999 and not a neighbour of it.
  return amount === undefined ? null : Number(`${amount}e-2`)
}
