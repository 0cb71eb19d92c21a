/** Round values for an axis. */

/** From 0 up to `most` and no farther, in steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(most: number, atMost: number): number[] {
  const least = most / atMost
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least * 0.999) ?? power
  return Array.from({ length: Math.floor((most / step) * 1.0001) + 1 }, (_, i) => i * step)
}

/** The least of a few round parts that holds `highest`, so that a loss of one in a hundred is seen. */
export function roundPart(highest: number): number {
  return [0.05, 0.1, 0.2, 0.5].find((part) => highest <= part) ?? 1
}
