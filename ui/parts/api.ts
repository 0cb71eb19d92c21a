/** The collector's HTTP interface, typed. A failure that can be expected is a value, never thrown. */
import type { Outage } from '../../collector/domain/outage.ts'
import type {
  Health,
  WireChanges,
  WireError,
  WireReadings,
  WireSatkerDetail,
} from '../../collector/serve/wire.ts'
import type { Outlines } from '../map/outlines.ts'
import { plainText } from './plain-text.ts'

/** `network`: nobody answered; `bad-answer`: not what we speak; otherwise the collector's own code. */
export type ApiAnswer<T> = { ok: true; value: T } | { ok: false; code: string; message: string }

export interface Api {
  health(): Promise<ApiAnswer<Health>>
  readings(query: ReadingsQuery, signal?: AbortSignal): Promise<ApiAnswer<WireReadings>>
  outages(query: OutagesQuery, signal?: AbortSignal): Promise<ApiAnswer<Outage[]>>
  changes(from: number, to: number): Promise<ApiAnswer<WireChanges>>
  /** Of the provinces, as the ministry draws them; `not-found` where it gave none. */
  outlines(): Promise<ApiAnswer<Outlines>>
  satker(code: string, signal?: AbortSignal): Promise<ApiAnswer<WireSatkerDetail>>
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

const deadlineMs = 15_000

export function createApi(base: string = ''): Api {
  return {
    health: () => get(`${base}/api/health`),
    readings: ({ link, ...period }, signal) =>
      get(`${base}/api/links/${encodeURIComponent(link)}/readings?${searchOf(period)}`, signal),
    changes: (from, to) => get(`${base}/api/changes?${searchOf({ from, to })}`),
    outlines: () => get(`${base}/api/outlines`),
    satker: (code, signal) => get(`${base}/api/satker/${encodeURIComponent(code)}`, signal),
    outages: async (query, signal) => {
      const answer = await get<{ outages: Outage[] }>(`${base}/api/outages?${searchOf({ ...query })}`, signal)
      return answer.ok ? { ok: true, value: answer.value.outages } : answer
    },
  }
}

/** Only what was given. */
function searchOf(query: Record<string, string | number | boolean | undefined>): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
}

async function get<T>(url: string, signal?: AbortSignal): Promise<ApiAnswer<T>> {
  const deadline = AbortSignal.timeout(deadlineMs)
  let response: Response
  try {
    response = await fetch(url, {
      headers: { accept: 'application/json' },
      signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
    })
  } catch (error) {
    return { ok: false, code: 'network', message: error instanceof Error ? error.message : String(error) }
  }
  // Health answers 503 with its whole story in the body when the collector is unwell: that is an answer.
  const body = await bodyOf(response).catch(() => null)
  if (isError(body)) return { ok: false, code: body.error.code, message: body.error.message }
  if (body === null || typeof body !== 'object') {
    return { ok: false, code: 'bad-answer', message: `${response.status} ${response.statusText}`.trim() }
  }
  return { ok: true, value: body as T }
}

async function bodyOf(response: Response): Promise<unknown> {
  return JSON.parse(plainText(await response.text()))
}

function isError(body: unknown): body is WireError {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error
}
