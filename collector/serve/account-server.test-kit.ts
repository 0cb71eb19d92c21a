/** A real server over a real store, asked over HTTP as a browser and a program ask. */
import { onTestFinished } from 'vitest'
import { goodPassword, type Stage, stage } from '../access/access.test-kit.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import { Transport } from './transport.ts'

export interface Answered {
  status: number
  headers: Headers
  /** Of an error its code and message; null without a body. */
  body: { [name: string]: unknown; error?: { code: string; message: string } } | null
  /** What the answer set for the session, whole. */
  cookie: string | null
  /** What it set for the browser to be known by, whole. */
  mark: string | null
}

export interface Asking {
  method?: string
  body?: unknown
  /** `sid=…` or `__Host-sid=…`. */
  cookie?: string | null
  bearer?: string
  headers?: Record<string, string>
}

export type AccountServer = Stage & { url: string; ask(path: string, asking?: Asking): Promise<Answered> }

/** A proxy on loopback that is believed says from where and over what a request came. */
export async function accountServer(): Promise<AccountServer> {
  const set = await stage()
  const transport = new Transport({ certificate: null, proxies: ['127.0.0.1'], names: [] })
  const server = createServer(
    fakeDeps({
      identities: set.access,
      accounts: set.access,
      access: () => set.settings,
      transport,
      clock: set.clock,
    }),
  )
  onTestFinished(() => server.close())
  const { url } = await server.listen('127.0.0.1', 0)
  return { ...set, url, ask: (path, asking = {}) => ask(url, path, asking) }
}

async function ask(
  url: string,
  path: string,
  { method, body, cookie, bearer, headers }: Asking,
): Promise<Answered> {
  const response = await fetch(url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      'x-forwarded-for': '10.20.0.7',
      'x-forwarded-proto': 'https',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie && { cookie, origin: url.replace('http:', 'https:') }),
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const cookies = response.headers.getSetCookie()
  const named = (name: string) => cookies.find((cookie) => cookie.startsWith(`__Host-${name}=`)) ?? null
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as Answered['body']),
    cookie: named('sid'),
    mark: named('known'),
  }
}

/** Signs in, and answers with what a browser sends from then on. */
export async function cookieOf(server: AccountServer, name = 'budi', more: object = {}): Promise<string> {
  const answer = await server.ask('/api/session', { body: { name, password: goodPassword, ...more } })
  if (answer.cookie === null) throw new Error(`Signing in was answered with ${answer.status}.`)
  return answer.cookie.split(';')[0]!
}
