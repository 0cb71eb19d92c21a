/** How the provider is asked: never in the clear, never elsewhere than it said, and not for ever. */
import type { CustomFetch } from 'openid-client'
import { isSecure } from '../domain/secure-url.ts'

/** No usable answer came. The message is the reason alone, such as `ECONNREFUSED`, and may be shown. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** What was answered is not to be trusted. The message may be shown. */
export class Untrusted extends Error {
  override readonly name = 'Untrusted'
}

/** A discovery document, a set of keys or a token of hundreds of groups takes some 100 KB. */
const mostBytes = 1024 * 1024

export interface FetchBounds {
  deadlineMs?: number
}

/**
 * The answer is read whole before it is handed on, so that the deadline is for all of it.
 * @throws Unreachable where nobody answers in time, or with a status of 500 and above
 * @throws Untrusted where the URL is plain http beyond loopback, or the answer larger than 1 MiB
 */
export function createSignOnFetch({ deadlineMs = 10_000 }: FetchBounds = {}): CustomFetch {
  return async (url, { method, headers, body }) => {
    const target = new URL(url)
    assertSecure(target)
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      // All that is ever sent is a form.
      const form = body instanceof URLSearchParams ? { body } : {}
      const response = await fetch(target, { method, headers, redirect: 'manual', signal, ...form })
      if (response.status >= 500) throw new Unreachable(`it answers with status ${response.status}`)
      return new Response(await readWhole(response), { status: response.status, headers: response.headers })
    } catch (error) {
      if (error instanceof Unreachable || error instanceof Untrusted) throw error
      throw new Unreachable(signal.aborted ? `no answer within ${deadlineMs / 1000} s` : reasonOf(error))
    }
  }
}

/** @throws Untrusted */
export function assertSecure(url: URL): void {
  if (!isSecure(url)) throw new Untrusted(`it names an address at ${url.host} that is not https`)
}

/** Null where there is no body. */
async function readWhole(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Untrusted('its answer is larger than 1 MiB')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The code that Node gives the cause of a failed fetch. Nothing else of it: its text may quote what was sent. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'the connection failed'
}
