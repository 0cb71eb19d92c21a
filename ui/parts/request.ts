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

/** What the collector gives to be kept, under the name it gives it. */
export interface NamedFile {
  name: string
  content: Blob
}

export interface Requests {
  get<T>(path: string, signal?: AbortSignal): Promise<ApiAnswer<T>>
  /** Whole, or not at all; it may take its time. */
  file(path: string): Promise<ApiAnswer<NamedFile>>
  /** What changes something. An answer without content has the value null. */
  send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<ApiAnswer<T>>
}

const deadlineMs = 15_000
/** The collector itself ends a file that takes longer. */
const fileDeadlineMs = 900_000

/** `failed` is told of every failure, before whoever asked is. */
export function createRequests(base: string = '', failed: (failure: Failure) => void = () => {}): Requests {
  const telling = async <T>(asked: Promise<ApiAnswer<T>>): Promise<ApiAnswer<T>> => {
    const answer = await asked
    if (!answer.ok) failed(answer)
    return answer
  }
  const ask = <T>(url: string, init: RequestInit) => telling(answerOf<T>(url, init))
  return {
    get: (path, signal) => ask(base + path, { signal }),
    file: (path) => telling(fileOf(base + path)),
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
  try {
    const response = await fetch(url, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      signal: init.signal ? AbortSignal.any([deadline, init.signal]) : deadline,
    })
    return await readAnswer(response)
  } catch (error) {
    return unanswered(error)
  }
}

async function fileOf(url: string): Promise<ApiAnswer<NamedFile>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(fileDeadlineMs) })
    // Only what was sent to be kept is a file: an error is not one.
    const [, name] =
      /^attachment; filename="([\w.-]+)"$/.exec(response.headers.get('content-disposition') ?? '') ?? []
    if (response.ok && name !== undefined) {
      return { ok: true, value: { name, content: await response.blob() } }
    }
    const answer = await readAnswer(response)
    return answer.ok ? badAnswer(response) : answer
  } catch (error) {
    return unanswered(error)
  }
}

function unanswered(error: unknown): Failure {
  return { ok: false, code: 'network', message: error instanceof Error ? error.message : String(error) }
}

function badAnswer({ status, statusText }: Response): Failure {
  return { ok: false, code: 'bad-answer', message: `${status} ${statusText}`.trim() }
}

async function readAnswer<T>(response: Response): Promise<ApiAnswer<T>> {
  if (response.status === 204) return { ok: true, value: null as T }
  // Health answers 503 with its whole story in the body when the collector is unwell: that is an answer.
  const body = await bodyOf(response).catch(() => null)
  if (isError(body)) {
    const { code, message } = body.error
    return { ok: false, code, message, retryAfterMs: retryAfterMs(response) }
  }
  if (body === null || typeof body !== 'object') return badAnswer(response)
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
