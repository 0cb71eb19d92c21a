/** One link over a stretch of time: what was measured, when it was out, and how it was in the stretch before. */
import type { Outage } from '../../collector/domain/outage.ts'
import type { WireReadings } from '../../collector/serve/wire.ts'
import type { Api } from '../parts/api.ts'
import type { ApiAnswer } from '../parts/request.ts'
import { comparedBackMs, reachesNow, spanOf, type Range, type Span } from './period.ts'
import { Polled } from './polled.svelte.ts'

const minuteMs = 60_000

export interface Period extends Span {
  readings: WireReadings
  outages: Outage[]
  /** Null where nobody asked for it. */
  before: { readings: WireReadings; backMs: number } | null
}

export interface Asked extends Range {
  link: string
  /** Whether the stretch before is wanted as well. */
  compare: boolean
}

type Source = Pick<Api, 'readings' | 'outages'>

export class Readings extends Polled<Period> {
  constructor(api: Source, asked: Asked, now: () => number) {
    super((signal) => loadPeriod(api, asked, now(), signal), {
      everyMs: minuteMs,
      isFinal: () => !reachesNow(asked, now()),
    })
  }
}

async function loadPeriod(
  api: Source,
  asked: Asked,
  now: number,
  signal: AbortSignal,
): Promise<ApiAnswer<Period>> {
  const { link } = asked
  const { from, to } = spanOf(asked, now)
  const [readings, outages] = await Promise.all([
    api.readings({ link, from, to }, signal),
    api.outages({ link, from, to }, signal),
  ])
  if (!readings.ok) return readings
  if (!outages.ok) return outages
  const value = { from, to, readings: readings.value, outages: outages.value }
  if (!asked.compare) return { ok: true, value: { ...value, before: null } }
  // As wide as these readings are, so that the two lie on one grid.
  const { resolution } = readings.value
  const backMs = comparedBackMs({ from, to })
  const before = await api.readings({ link, from: from - backMs, to: to - backMs, resolution }, signal)
  return before.ok ? { ok: true, value: { ...value, before: { readings: before.value, backMs } } } : before
}
