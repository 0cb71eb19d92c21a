/** GET /api/openapi.json: the outside contract, OpenAPI 3.1, as data. */
import { accessSchemas } from './openapi-access-schemas.ts'
import { accessRoutes } from './openapi-access.ts'
import { networkRoutes } from './openapi-network.ts'
import type { Answer, Route } from './openapi-route.ts'
import { schemas } from './openapi-schemas.ts'
import { errorStatuses } from './request-error.ts'
import type { ErrorCode } from './request-error.ts'
import { ruleOf } from './rules.ts'
import { schemaRef } from './schema.ts'

/** What the gate answers, whatever is asked for. */
const anywhere: ErrorCode[] = [
  'bad-request',
  'bad-host',
  'method-not-allowed',
  'request-timeout',
  'body-too-large',
  'address-too-long',
  'unsupported-media-type',
  'headers-too-large',
  'internal',
  'unavailable',
]

/** Where one must be signed in. */
const closed: ErrorCode[] = ['not-signed-in', 'forbidden', 'second-factor-needed']

/** Where something is changed. */
const changing: ErrorCode[] = ['bad-origin']

/** By method and path. */
export const routes: Readonly<Record<string, Route>> = { ...networkRoutes, ...accessRoutes }

export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Satker Connected',
      version,
      description:
        'Times are epoch milliseconds (UTC), rates bits per second, ratios 0..1; what was not measured is null. ' +
        'Fields may be added, never renamed. Unknown or repeated parameters, unknown fields and bodies where none is ' +
        'described are refused. What a caller may not see is not there (404). A program sends its token as Authorization: Bearer; a browser has the ' +
        'cookie of a session, and changes something only from a page of this server (Origin).',
    },
    servers: [{ url: '/' }],
    paths: paths(),
    components: {
      schemas: { ...schemas, ...accessSchemas },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'sid', description: '`__Host-sid` over https.' },
      },
    },
  }
}

function paths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const [method = '', pattern = ''] = name.split(' ')
    const path = pattern.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(method, path, name, route) }
  }
  return paths
}

function operation(method: string, path: string, name: string, route: Route): object {
  const { summary, description, parameters, body, answers, errors = [] } = route
  const { who, orLoopback } = ruleOf(...(name.split(' ') as [string, string]))
  const isOpen = who === 'anybody'
  const codes = [...anywhere, ...(method === 'GET' ? [] : changing), ...(isOpen ? [] : closed), ...errors]
  return {
    operationId: operationId(method, path),
    summary,
    ...(description && { description }),
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaRef(body) } } },
    }),
    security: isOpen ? [] : [{ token: [] }, { session: [] }, ...(orLoopback ? [{}] : [])],
    ...(typeof who !== 'string' && { 'x-permissions': who }),
    responses: { ...errorAnswers([...new Set(codes)]), ...answers },
  }
}

/** One answer a status: several codes can share one. */
function errorAnswers(codes: ErrorCode[]): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const code of codes) {
    const status = String(errorStatuses[code])
    const description = answers[status] ? `${answers[status].description} or \`${code}\`` : `\`${code}\``
    answers[status] = { description, content: { 'application/json': { schema: schemaRef('Error') } } }
  }
  return answers
}

function operationId(method: string, path: string): string {
  const words = path.match(/[a-z]+/g) ?? ['page']
  return [...(method === 'GET' ? [] : [method.toLowerCase()]), ...words].join('-')
}
