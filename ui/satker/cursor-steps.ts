/** Where a key moves the cursor of the charts. */

interface Readings {
  first: number
  last: number
  resolution: number
}

/** Null: away from the charts. Undefined: no key of theirs. Without a cursor the first key brings it to the newest. */
export function stepped(key: string, at: number | null, readings: Readings): number | null | undefined {
  const { first, last, resolution } = readings
  if (key === 'Escape') return at === null ? undefined : null
  if (key === 'Home') return first
  if (key === 'End') return last
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[key]
  if (step === undefined) return undefined
  if (at === null) return last
  return Math.min(last, Math.max(first, at + step * resolution))
}
