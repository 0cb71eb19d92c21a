/** The last 24 hours of one link: what was measured, and when it was out. */
import { createContext } from 'svelte'
import type { Outage } from '../../collector/domain/outage.ts'
import type { WireReadings } from '../../collector/serve/wire.ts'
import type { Api, ApiAnswer } from '../parts/api.ts'
import { Polled } from './polled.svelte.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

export interface Day {
  from: number
  to: number
  readings: WireReadings
  outages: Outage[]
}

export class Readings extends Polled<Day> {
  readonly link: string

  constructor(api: Api, link: string, now: () => number) {
    super(() => loadDay(api, link, now()), minuteMs)
    this.link = link
  }
}

async function loadDay(api: Api, link: string, now: number): Promise<ApiAnswer<Day>> {
  // Whole minutes, the grid on which readings are kept.
  const to = Math.floor(now / minuteMs) * minuteMs
  const from = to - dayMs
  const [readings, outages] = await Promise.all([
    api.readings(link, from, to),
    api.outages({ link, from, to }),
  ])
  if (!readings.ok) return readings
  if (!outages.ok) return outages
  return { ok: true, value: { from, to, readings: readings.value, outages: outages.value } }
}

/** Makes the readings of a link; handed down so that a component need not know the API. */
export type ReadingsOf = (link: string) => Readings

export const [getReadingsOf, setReadingsOf] = createContext<ReadingsOf>()
