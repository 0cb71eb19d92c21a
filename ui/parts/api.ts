/** The collector's HTTP interface to the network and its history, typed. */
import { createContext } from 'svelte'
import type { Outage } from '../../collector/domain/outage.ts'
import type { WirePhone } from '../../collector/serve/wire-access.ts'
import type { Health, WireChanges, WireReadings, WireSatkerDetail } from '../../collector/serve/wire.ts'
import type { Outlines } from '../map/outlines.ts'
import type { WireAvailability } from '../../collector/serve/wire-availability.ts'
import { createRequests, searchOf, type ApiAnswer, type Requests } from './request.ts'

export interface Api {
  health(): Promise<ApiAnswer<Health>>
  readings(query: ReadingsQuery, signal?: AbortSignal): Promise<ApiAnswer<WireReadings>>
  outages(query: OutagesQuery, signal?: AbortSignal): Promise<ApiAnswer<Outage[]>>
  changes(from: number, to: number): Promise<ApiAnswer<WireChanges>>
  /** Of the provinces, as the ministry draws them; `not-found` where it gave none. */
  outlines(): Promise<ApiAnswer<Outlines>>
  satker(code: string, signal?: AbortSignal): Promise<ApiAnswer<WireSatkerDetail>>
  /** Of the last thirty days. */
  availability(code: string, signal?: AbortSignal): Promise<ApiAnswer<WireAvailability>>
  /** The whole number of a satker's PIC; that it was asked for is kept in the audit trail. */
  phone(code: string): Promise<ApiAnswer<WirePhone>>
  /** Says that the PIC of a satker is still the right one. */
  confirmPic(code: string): Promise<ApiAnswer<null>>
}

export interface ReadingsQuery {
  link: string
  from: number
  to: number
  /** In milliseconds; the collector chooses unless told. */
  resolution?: number
}

export interface OutagesQuery {
  link?: string
  satker?: string
  from?: number
  to?: number
  open?: boolean
}

export function createApi({ get, send }: Requests = createRequests()): Api {
  const satkerPath = (code: string) => `/api/satker/${encodeURIComponent(code)}`
  return {
    health: () => get('/api/health'),
    readings: ({ link, ...period }, signal) =>
      get(`/api/links/${encodeURIComponent(link)}/readings?${searchOf(period)}`, signal),
    changes: (from, to) => get(`/api/changes?${searchOf({ from, to })}`),
    outlines: () => get('/api/outlines'),
    satker: (code, signal) => get(satkerPath(code), signal),
    availability: (code, signal) => get(`${satkerPath(code)}/availability`, signal),
    phone: (code) => send('POST', `${satkerPath(code)}/pic/phone`),
    confirmPic: (code) => send('POST', `${satkerPath(code)}/pic/confirmation`),
    outages: async (query, signal) => {
      const answer = await get<{ outages: Outage[] }>(`/api/outages?${searchOf({ ...query })}`, signal)
      return answer.ok ? { ok: true, value: answer.value.outages } : answer
    },
  }
}

export const [getApi, setApi] = createContext<Api>()
