/** GET /api/openapi.json: the outside contract, OpenAPI 3.1, as data. */
import { resolutions } from '../domain/resolution.ts'
import { schemas } from './openapi-schemas.ts'
import { errorStatuses } from './request-error.ts'
import type { ErrorCode } from './request-error.ts'
import { linkId, satkerCode, type Schema, schemaRef, time } from './schema.ts'

interface Parameter {
  name: string
  in: 'query' | 'path'
  required?: true
  description: string
  schema: Schema
}

interface Answer {
  description: string
  headers?: Record<string, { description: string; schema: Schema }>
  content?: Record<string, { schema: Schema }>
}

interface Route {
  summary: string
  description?: string
  parameters?: Parameter[]
  answers: Record<string, Answer>
  /** Beside those that any request can meet. */
  errors?: ErrorCode[]
}

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

const from = 'Start of the period, included; epoch milliseconds.'
const to = 'End of the period, not included; epoch milliseconds.'

const query = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})

const json = (description: string, name: string): Record<string, Answer> => ({
  '200': { description, content: { 'application/json': { schema: schemaRef(name) } } },
})

const plain = (description: string, type: string, schema: Schema): Answer => ({
  description,
  content: { [type]: { schema } },
})

const routes: Record<string, Route> = {
  '/api/network': {
    summary: 'The network as it is held to be now',
    answers: json('All satker and links.', 'Network'),
  },
  '/api/links/{id}/readings': {
    summary: 'What was measured of one link',
    description:
      'Columns of one length, gaps included. Above a minute also the busiest minute of each bucket and how much ' +
      'of the bucket was measured. At most ten years, and 50,000 points of 60000 or 300000.',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'The link, which may be a removed one.',
        schema: linkId,
      },
      query('from', `${from} Default: a day before \`to\`.`, time),
      query('to', `${to} Default: now.`, time),
      query('resolution', 'Milliseconds a point; chosen by the period unless given.', {
        type: 'integer',
        enum: resolutions,
      }),
    ],
    answers: json('The readings.', 'Readings'),
    errors: ['not-found'],
  },
  '/api/changes': {
    summary: 'What every link was at a moment, and every change of status after it',
    description:
      'Oldest first, as columns: enough to draw any moment of the period. Links that were removed since are left ' +
      'out. At most 31 days.',
    parameters: [
      query('from', `${from} Default: a day before \`to\`.`, time),
      query('to', `${to} Default: now.`, time),
    ],
    answers: json('The changes.', 'Changes'),
  },
  '/api/satker/{code}': {
    summary: 'One satker in full: its routers, its people, its contracts',
    description: 'How its routers are asked, by none of their secrets, and what they were last seen as.',
    parameters: [
      {
        name: 'code',
        in: 'path',
        required: true,
        description: 'The satker, by its code.',
        schema: satkerCode,
      },
    ],
    answers: json('The satker.', 'SatkerDetail'),
    errors: ['not-found'],
  },
  '/api/outages': {
    summary: 'Outages, newest first, a thousand at most',
    parameters: [
      query('from', `${from} Outages that ended before it are left out.`, time),
      query('to', `${to} Outages that began then or later are left out.`, time),
      query('link', 'Only those of this link.', linkId),
      query('satker', 'Only those of the links of this satker, also of removed ones.', satkerCode),
      query('open', 'Only those still open, or only those that ended.', { type: 'boolean' }),
    ],
    answers: json('The outages.', 'Outages'),
    errors: ['not-found'],
  },
  '/api/health': {
    summary: 'How the collector itself is',
    description: 'Answers 200 also when it is not well; then `ok` is false.',
    answers: json('Its health.', 'Health'),
  },
  '/api/outlines': {
    summary: "The ministry's own province outlines, where they are configured",
    description: [
      'A GeoJSON FeatureCollection whatever format the file has: one feature a province, in the order of their',
      'Kemendagri codes, each with its `id`, the properties `code` and `name`, and a MultiPolygon. Degrees, to five',
      'places. Exterior rings run clockwise on the map, holes counterclockwise, as d3-geo expects; RFC 7946 has it',
      'the other way round. Comes with an ETag.',
    ].join(' '),
    answers: {
      '200': plain('The outlines.', 'application/json', { type: 'object' }),
      '304': { description: 'They are still the ones you have.' },
    },
    errors: ['not-found'],
  },
  '/api/openapi.json': {
    summary: 'This document',
    answers: { '200': plain('The document.', 'application/json', { type: 'object' }) },
  },
  '/metrics': {
    summary: 'Figures for Prometheus',
    answers: { '200': plain('Text exposition format.', 'text/plain', { type: 'string' }) },
  },
  '/live': {
    summary: 'WebSocket: a snapshot, then changes',
    description: [
      'Text frames from the server are `LiveFrame`, numbered for each connection from 1 without holes: first a',
      'snapshot, then changes with only what changed, by id, and a heartbeat after 10 s of silence. A hole in the',
      'numbers means: ask anew with `LiveRequest`, which brings a new snapshot; anything else sent closes the socket',
      'with 1008. A large message comes in several WebSocket fragments. A connection whose queue has not drained for',
      '10 s is closed; a snapshot may take longer as long as it moves. Origin must be absent, without a cookie, or',
      'our own. When the collector stops it closes with 1001.',
    ].join(' '),
    answers: { '101': { description: 'The socket is open.' } },
    errors: ['bad-origin', 'upgrade-required'],
  },
  '/': {
    summary: 'The page',
    answers: {
      '200': plain('The page.', 'text/html', { type: 'string' }),
      '503': plain('The page is not built yet; says how.', 'text/plain', { type: 'string' }),
    },
  },
  '/{path}': {
    summary: 'A file of the page; its index for an address that a person opens (Accept: text/html)',
    parameters: [
      {
        name: 'path',
        in: 'path',
        required: true,
        description: 'A path below /.',
        schema: { type: 'string' },
      },
    ],
    answers: { '200': { description: 'The file.' }, '304': { description: 'It is still the one you have.' } },
    errors: ['not-found'],
  },
}

export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Satker Connected',
      version,
      description:
        'Times are epoch milliseconds (UTC), rates bits per second, ratios 0..1; what was not measured is null. ' +
        'Fields may be added, never renamed. GET and HEAD only. Unknown or repeated parameters are refused.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      Object.entries(routes).map(([path, route]) => [path, { get: operation(path, route) }]),
    ),
    components: { schemas },
  }
}

function operation(path: string, { summary, description, parameters, answers, errors = [] }: Route): object {
  return {
    operationId: operationId(path),
    summary,
    ...(description && { description }),
    ...(parameters && { parameters }),
    responses: { ...errorAnswers([...anywhere, ...errors]), ...answers },
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

function operationId(path: string): string {
  const words = path.match(/[a-z]+/g) ?? ['page']
  return words.join('-')
}
