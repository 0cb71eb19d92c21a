/** Lengths of time as an operator writes them. */
/** A month is a twelfth of a year of 365.28 days, near enough for retention; nothing is billed by it. */
const millisecondsPer: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  mo: 30.44 * 86_400_000,
  y: 365.25 * 86_400_000,
}

/** `500ms 10s 5m 1h 14d 13mo 5y` in milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const [, amount, unit = ''] = /^(\d{1,9}(?:\.\d{1,6})?) ?(ms|s|m|h|d|mo|y)$/.exec(text) ?? []
  const factor = millisecondsPer[unit]
  return amount === undefined || factor === undefined ? null : Math.round(Number(amount) * factor)
}

/** In the largest unit that says it without a fraction. */
export function formatDuration(durationMs: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const factor = millisecondsPer[unit]!
    if (durationMs >= factor && durationMs % factor === 0) return `${durationMs / factor}${unit}`
  }
  return `${durationMs}ms`
}
