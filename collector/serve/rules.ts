/** Who may ask for what: every route there is, by its method and path. One that does not stand here cannot be served. */
import { may, type Permission } from '../domain/role.ts'
import type { Caller } from '../access/caller.ts'
import { RequestError } from './request-error.ts'

export interface Rule {
  /** Any of these permissions; anybody who is signed in; or anybody at all. */
  who: readonly Permission[] | 'signed-in' | 'anybody'
  /** Also a program on this machine that shows nothing of who it is. */
  orLoopback?: true
  /** Also an administrator who is still to set up a second factor. */
  beforeSecondFactor?: true
}

const anybody: Rule = { who: 'anybody' }
const see: Rule = { who: ['see'] }
const accounts: Rule = { who: ['accounts'] }
const audit: Rule = { who: ['audit'] }
const oneself: Rule = { who: 'signed-in', beforeSecondFactor: true }

export const rules: Readonly<Record<string, Rule>> = {
  'GET /': anybody,
  'GET /*': anybody,
  'GET /api/openapi.json': anybody,
  'GET /api/entry': anybody,
  'GET /api/public': anybody,

  'GET /api/network': see,
  'GET /api/links/:id/readings': see,
  'GET /api/changes': see,
  'GET /api/outages': see,
  'GET /api/satker/:code': see,
  'GET /api/satker/:code/availability': see,
  'GET /api/outlines': see,
  'WebSocket /live': see,
  // Says that it is a WebSocket, and no more.
  'GET /live': anybody,
  'POST /api/satker/:code/pic/phone': see,
  'POST /api/satker/:code/pic/confirmation': { who: ['operate'] },

  'GET /api/health': { who: ['see', 'monitor'], orLoopback: true },
  'GET /metrics': { who: ['monitor'], orLoopback: true },

  'POST /api/session': anybody,
  'POST /api/one-time/look': anybody,
  'POST /api/one-time/use': anybody,
  'GET /api/sign-on': anybody,
  'GET /api/sign-on/callback': anybody,
  'GET /api/session': oneself,
  'DELETE /api/session': oneself,
  'GET /api/sessions': oneself,
  'DELETE /api/sessions': oneself,
  'DELETE /api/sessions/:id': oneself,
  'POST /api/password': oneself,
  'POST /api/second-factor': oneself,
  'POST /api/second-factor/confirm': oneself,
  'DELETE /api/second-factor': oneself,

  'GET /api/accounts': accounts,
  'POST /api/accounts': accounts,
  'PATCH /api/accounts/:id': accounts,
  'POST /api/accounts/:id/reset': accounts,
  'GET /api/tokens': accounts,
  'POST /api/tokens': accounts,
  'DELETE /api/tokens/:id': accounts,
  'GET /api/audit': audit,
  'GET /api/audit.csv': audit,
}

/** HEAD is a GET without its body. */
export function ruleOf(method: string, path: string): Rule {
  const rule = rules[`${method === 'HEAD' ? 'GET' : method} ${path}`]
  if (rule === undefined)
    throw new Error(`${method} ${path} has no rule of who may ask for it: see rules.ts.`)
  return rule
}

/** Null where it may be answered. `isBare`: from this machine, with nothing that says who. */
export function refusalOf(rule: Rule, caller: Caller | null, isBare: boolean): RequestError | null {
  if (rule.who === 'anybody' || (rule.orLoopback && isBare)) return null
  if (caller === null)
    return new RequestError('not-signed-in', 'Sign in, or send a token as Authorization: Bearer.', {
      'www-authenticate': 'Bearer',
    })
  if (caller.needsSecondFactor && !rule.beforeSecondFactor)
    return new RequestError(
      'second-factor-needed',
      'An administrator signs in with a second factor: set it up first.',
    )
  if (rule.who === 'signed-in' || rule.who.some((permission) => may(caller.role, permission))) return null
  return new RequestError('forbidden', 'Your role does not allow this; an administrator can change it.')
}

/** The methods that a path can be asked with; none where there is nothing. */
export function methodsOf(path: string): string[] {
  const methods = Object.keys(rules).flatMap((rule) => {
    const [method = '', pattern = ''] = rule.split(' ')
    if (method === 'WebSocket' || pattern === '/*' || !matches(pattern, path)) return []
    return method === 'GET' ? ['GET', 'HEAD'] : [method]
  })
  return methods
}

function matches(pattern: string, path: string): boolean {
  const [parts, given] = [pattern.split('/'), path.split('/')]
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith(':') || part === given[index])
  )
}
