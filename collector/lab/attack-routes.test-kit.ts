/** Every way to put words into a request, read off the rules and the OpenAPI document: a new one is attacked by itself. */
import { accessSchemas } from '../serve/openapi-access-schemas.ts'
import { routes } from '../serve/openapi.ts'
import { schemas } from '../serve/openapi-schemas.ts'
import { rules } from '../serve/rules.ts'
import type { Schema } from '../serve/schema.ts'
import type { Attacked } from './attack-stage.test-kit.ts'
import { own } from './two-offices.ts'

/** One place of one route where a caller's words go: `put` makes the request with these words there. */
export interface Place {
  route: string
  name: string
  /** Words that are right there. */
  example: string
  put(value: unknown): Asked
}

export interface Asked {
  method: string
  path: string
  body?: string
}

export const named = Object.keys(rules).filter((route) => !route.startsWith('WebSocket'))
export const mutating = named.filter((route) => !route.startsWith('GET '))
export const withBody = named.filter((route) => routes[route]?.body !== undefined)

/** What OpenID Connect sends back; the document leaves it to that standard. */
const beside: Record<string, string[]> = {
  'GET /api/sign-on/callback': ['state', 'code', 'iss', 'error', 'error_description'],
}

export function queryNames(route: string): string[] {
  const documented = (routes[route]?.parameters ?? []).filter((each) => each.in === 'query')
  return [...documented.map(({ name }) => name), ...(beside[route] ?? [])]
}

export function bodySchema(route: string): Schema {
  const schema = allSchemas[routes[route]?.body ?? '']
  if (schema?.properties === undefined) throw new Error(`${route} has a body that is no object with fields.`)
  return schema
}

const allSchemas: Record<string, Schema> = { ...schemas, ...accessSchemas }

/** A value that is as the schema says. */
export function exampleOf(schema: Schema): unknown {
  if (schema.$ref) return exampleOf(allSchemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.oneOf) return exampleOf(schema.oneOf[0] ?? {})
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  if (schema.type === 'array') return [exampleOf(schema.items ?? {})]
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, each]) => [name, exampleOf(each)]),
    )
  if (schema.type === 'boolean') return false
  if (schema.type === 'integer') return Math.max(schema.minimum ?? 0, 1)
  if (schema.type === 'string') return textOf(schema.pattern)
  throw new Error(`There is no example of ${JSON.stringify(schema)}.`)
}

function textOf(pattern: string | undefined): string {
  const texts = [own.code, own.link, '51', 'contoh']
  const text = texts.find((each) => new RegExp(pattern ?? '^contoh$').test(each))
  if (text === undefined) throw new Error(`There is no example of ${pattern}.`)
  return text
}

export function bodyOf(route: string): Record<string, unknown> {
  return exampleOf(bodySchema(route)) as Record<string, unknown>
}

/** The address of a route whose own rows the caller may see. */
export function addressOf(route: string): string {
  return route.split(' ')[1]!.replace('*', 'nothing').replace(':code', own.code).replace(':id', idOf(route))
}

function idOf(route: string): string {
  return route.includes('/links/') ? own.link : 'nobody'
}

/** Every place of every route. */
export function placesOf(route: string): Place[] {
  const [method = '', pattern = ''] = route.split(' ')
  const path = addressOf(route)
  const whole = routes[route]?.body === undefined ? undefined : JSON.stringify(bodyOf(route))
  const asked = (instead: Partial<Asked>): Asked => ({
    method,
    path,
    ...(whole && { body: whole }),
    ...instead,
  })
  const segments = (pattern.match(/:\w+|\*/g) ?? []).map((name): Place => {
    const [before = '', after = ''] = pattern.split(name)
    const put = (value: unknown) => asked({ path: before + encoded(value) + after })
    return { route, name, example: name === ':code' ? own.code : idOf(route), put }
  })
  // One that is not there stands for all that a route does not know.
  const query = [...queryNames(route), 'x'].map((name): Place => {
    const { schema = { type: 'string' } } =
      (routes[route]?.parameters ?? []).find((each) => each.name === name) ?? {}
    const put = (value: unknown) => asked({ path: `${path}?${name}=${encoded(value)}` })
    return { route, name: `?${name}`, example: String(exampleOf(schema)), put }
  })
  const fields =
    whole === undefined
      ? []
      : fieldsOf(bodySchema(route)).map((at): Place => {
          const put = (value: unknown) => asked({ body: JSON.stringify(withValue(bodyOf(route), at, value)) })
          return { route, name: at.join('.'), example: 'contoh', put }
        })
  return [...segments, ...query, ...fields]
}

/** Where values stand in a body; of an array its first item. */
function fieldsOf(schema: Schema, at: string[] = []): string[][] {
  if (schema.$ref) return fieldsOf(allSchemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, at)
  if (schema.oneOf) return schema.oneOf.flatMap((each) => fieldsOf(each, at))
  if (schema.items) return [at, ...fieldsOf(schema.items, [...at, '0'])]
  if (!schema.properties) return [at]
  const below = Object.entries(schema.properties).flatMap(([name, each]) => fieldsOf(each, [...at, name]))
  return at.length === 0 ? below : [at, ...below]
}

function withValue(body: unknown, at: readonly string[], value: unknown): unknown {
  const [name, ...rest] = at
  if (name === undefined) return value
  // An alternative of what the example has: an object, or a list, where a word stands.
  const there = typeof body === 'object' && body !== null ? body : name === '0' ? [] : {}
  const inside = withValue((there as Record<string, unknown>)[name], rest, value)
  return name === '0' ? [inside] : { ...there, [name]: inside }
}

function encoded(value: unknown): string {
  return encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value))
}

/** By a caller who gets past the rule, so that it is the words that are judged; who sees, sees one office alone. */
export function keyFor(route: string, { url, tokens, sessions }: Attacked): Record<string, string> {
  const rule = rules[route]
  if (rule === undefined || rule.who === 'anybody') return {}
  if (rule.who === 'signed-in') return { cookie: `sid=${sessions.pic}`, origin: url }
  const [permission] = rule.who
  const role =
    permission === 'see' || permission === 'operate'
      ? 'pic'
      : permission === 'accounts'
        ? 'administrator'
        : permission === 'audit'
          ? 'auditor'
          : 'monitor'
  return { authorization: `Bearer ${tokens[role]}` }
}
