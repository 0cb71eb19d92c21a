/** What one witness last said of a layer: that it is up or down, since when, and when it said so. */
export interface Sign {
  isUp: boolean
  since: number
  seenAt: number
  /** The router itself dates `since`. */
  isTold: boolean
}

/** Routers tell some times in whole seconds, and answers travel. */
export const slackMs = 2_000

/**
 * A sign after a reading. `told` is when the router says that it turned, null where it cannot: what turned between
 * two readings did so after the first of them and not after the second, and of a first reading the past is taken as
 * told. What is up both times, but since a moment between them, was down in between.
 */
export function afterSight(before: Sign | null, isUp: boolean, at: number, told: number | null): Sign {
  const earliest = before?.seenAt ?? Number.NEGATIVE_INFINITY
  const isTold = told !== null && told >= earliest - slackMs && told <= at
  const since = isTold ? Math.max(told, earliest) : at
  if (before?.isUp !== isUp) return { isUp, since, seenAt: at, isTold }
  const isAnew = isUp && isTold && told > before.since + slackMs
  return isAnew ? { isUp, since, seenAt: at, isTold } : { ...before, seenAt: at }
}

/** Null: nothing was said, or too long ago to hold. */
export function fresh(sign: Sign | null, at: number, holdsMs: number): Sign | null {
  return sign !== null && at - sign.seenAt <= holdsMs ? sign : null
}
