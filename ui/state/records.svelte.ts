/**
 * What the collector keeps of a satker, asked for as long as it is shown. Handed down so that no component need know
 * the API.
 */
import { createContext } from 'svelte'
import type { Outage } from '../../collector/domain/outage.ts'
import type { WireSatkerDetail } from '../../collector/serve/wire.ts'
import type { Api } from '../parts/api.ts'
import type { WireAvailability } from '../../collector/serve/wire-availability.ts'
import { reachesNow, spanOf, type Range } from './period.ts'
import { Polled } from './polled.svelte.ts'
import { Readings, type Asked } from './readings.svelte.ts'

const minuteMs = 60_000

type Source = Pick<Api, 'readings' | 'outages' | 'satker' | 'availability'>

export class Records {
  readonly #api: Source
  readonly #now: () => number

  constructor(api: Source, now: () => number) {
    this.#api = api
    this.#now = now
  }

  readings(asked: Asked): Readings {
    return new Readings(this.#api, asked, this.#now)
  }

  /** Of all links of a satker, newest first. */
  outages(satker: string, range: Range): Polled<Outage[]> {
    const load = (signal: AbortSignal) => this.#api.outages({ satker, ...spanOf(range, this.#now()) }, signal)
    return new Polled(load, { everyMs: minuteMs, isFinal: () => !reachesNow(range, this.#now()) })
  }

  /** Of its links together and of each, over the last thirty days. */
  availability(code: string): Polled<WireAvailability> {
    return new Polled((signal) => this.#api.availability(code, signal), { everyMs: minuteMs })
  }

  /** Its routers, people and contracts. */
  detail(code: string): Polled<WireSatkerDetail> {
    return new Polled((signal) => this.#api.satker(code, signal), { everyMs: minuteMs })
  }
}

export const [getRecords, setRecords] = createContext<Records>()
