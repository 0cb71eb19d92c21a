const firstMs = 1_000
const longestMs = 60_000

/** How long to wait before it is started again, after so many deaths in a row, 1 for the first. Milliseconds. */
export function pauseBeforeRestart(deaths: number): number {
  return Math.min(longestMs, firstMs * 2 ** (deaths - 1))
}

/** Whether it had lived long enough for its death to be the first in a row. */
export function hadSettled(livedMs: number): boolean {
  return livedMs >= longestMs
}
