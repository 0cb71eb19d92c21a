/** What one witness last said of a layer: that it is up or down, since when, and when it said so. */
export interface Sign {
  isUp: boolean
  since: number
  seenAt: number
}

/** Routers tell some times in whole seconds, and answers travel. */
const slackMs = 2_000

/**
 * A sign after a reading. `told` is when the router says that it turned, null where it cannot: what turned between
 * two readings did so after the first of them and not after the second, and of a first reading the past is taken as told.
 */
export function afterSight(before: Sign | null, isUp: boolean, at: number, told: number | null): Sign {
  if (before !== null && before.isUp === isUp) return { ...before, seenAt: at }
  const earliest = before?.seenAt ?? Number.NEGATIVE_INFINITY
  const isUsable = told !== null && told >= earliest - slackMs && told <= at
  return { isUp, since: isUsable ? Math.max(told, earliest) : at, seenAt: at }
}

/** Null: nothing was said, or too long ago to hold. */
export function fresh(sign: Sign | null, at: number, holdsMs: number): Sign | null {
  return sign !== null && at - sign.seenAt <= holdsMs ? sign : null
}
