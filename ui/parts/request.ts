/** One request to the collector. A failure that can be expected is a value, never thrown. */
import type { WireError } from '../../collector/serve/wire.ts'
import { plainText } from './plain-text.ts'

/** `network`: nobody answered; `bad-answer`: not what we speak; otherwise the collector's own code. */
export interface Failure {
  ok: false
  code: string
  message: string
  /** How long to wait before asking again, where the collector said so. */
  retryAfterMs?: number
}

export type ApiAnswer<T> = { ok: true; value: T } | Failure

export interface Requests {
  get<T>(path: string, signal?: AbortSignal): Promise<ApiAnswer<T>>
  /** What changes something. An answer without content has the value null. */
  send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<ApiAnswer<T>>
}

const deadlineMs = 15_000

/** `failed` is told of every failure, before whoever asked is. */
export function createRequests(base: string = '', failed: (failure: Failure) => void = () => {}): Requests {
  const ask = async <T>(url: string, init: RequestInit): Promise<ApiAnswer<T>> => {
    const answer = await answerOf<T>(url, init)
    if (!answer.ok) failed(answer)
    return answer
  }
  return {
    get: (path, signal) => ask(base + path, { signal }),
    send: (method, path, body) =>
      ask(base + path, {
        method,
        headers: body && { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      }),
  }
}

/** Only what was given. */
export function searchOf(query: Record<string, string | number | boolean | undefined>): URLSearchParams {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
}

async function answerOf<T>(url: string, init: RequestInit): Promise<ApiAnswer<T>> {
  const deadline = AbortSignal.timeout(deadlineMs)
  let response: Response
  try {
    response = await fetch(url, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      signal: init.signal ? AbortSignal.any([deadline, init.signal]) : deadline,
    })
  } catch (error) {
    return { ok: false, code: 'network', message: error instanceof Error ? error.message : String(error) }
  }
  if (response.status === 204) return { ok: true, value: null as T }
  // Health answers 503 with its whole story in the body when the collector is unwell: that is an answer.
  const body = await bodyOf(response).catch(() => null)
  if (isError(body)) {
    const { code, message } = body.error
    return { ok: false, code, message, retryAfterMs: retryAfterMs(response) }
  }
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

/** In whole seconds, as the collector says it (RFC 9110, 10.2.3). */
function retryAfterMs(response: Response): number | undefined {
  const seconds = response.headers.get('retry-after')
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : undefined
}
