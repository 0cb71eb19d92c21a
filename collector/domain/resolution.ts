import type { Retention } from './network.ts'

/** The widths in which readings are kept, in milliseconds, finest first. */
export const resolutions = [60_000, 300_000, 3_600_000] as const
export type Resolution = (typeof resolutions)[number]

/** As many points as a chart can show: a week of five minutes has 2,016. */
const pointsMax = 2_100

/** The finest width that a chart can show and whose readings are still kept where it begins. */
export function chooseResolution(
  period: { from: number; to: number },
  now: number,
  retention: Retention,
): Resolution {
  const keptMs: Record<Resolution, number> = {
    60_000: retention.minutesMs,
    300_000: retention.fiveMinutesMs,
    3_600_000: retention.hoursMs,
  }
  const fits = (width: Resolution) =>
    (period.to - period.from) / width <= pointsMax && period.from >= now - keptMs[width]
  return resolutions.find(fits) ?? 3_600_000
}
