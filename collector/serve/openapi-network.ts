/** What the routes of the network, its history and the collector itself are described as. */
import { resolutions } from '../domain/resolution.ts'
import { json, plain, query, type Route } from './openapi-route.ts'
import { linkId, satkerCode, time } from './schema.ts'

const from = 'Start of the period, included; epoch milliseconds.'
const to = 'End of the period, not included; epoch milliseconds.'

export const networkRoutes: Record<string, Route> = {
  'GET /api/network': {
    summary: 'The network as it is held to be now',
    answers: json('All satker and links.', 'Network'),
  },
  'GET /api/links/:id/readings': {
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
  'GET /api/changes': {
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
  'GET /api/satker/:code': {
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
  'GET /api/satker/:code/availability': {
    summary: 'How available a satker was: its links together, and each alone',
    description:
      'Raw, around the clock. Together the links are there while any of them is, and gone while all of them are. What ' +
      'nobody watched is in no ratio; it lowers the coverage.',
    parameters: [
      {
        name: 'code',
        in: 'path',
        required: true,
        description: 'The satker, by its code.',
        schema: satkerCode,
      },
      query('from', `${from} Default: thirty days before \`to\`.`, time),
      query('to', `${to} Default: now.`, time),
    ],
    answers: json('The availability.', 'Availability'),
    errors: ['not-found'],
  },
  'GET /api/outages': {
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
  'GET /api/health': {
    summary: 'How the collector itself is',
    description: 'Answers 200 also when it is not well; then `ok` is false.',
    answers: json('Its health.', 'Health'),
  },
  'GET /api/outlines': {
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
  'GET /api/openapi.json': {
    summary: 'This document',
    answers: { '200': plain('The document.', 'application/json', { type: 'object' }) },
  },
  'GET /metrics': {
    summary: 'Figures for Prometheus',
    answers: { '200': plain('Text exposition format.', 'text/plain', { type: 'string' }) },
  },
  'GET /live': {
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
  'GET /': {
    summary: 'The page',
    answers: {
      '200': plain('The page.', 'text/html', { type: 'string' }),
      '503': plain('The page is not built yet; says how.', 'text/plain', { type: 'string' }),
    },
  },
  'GET /*': {
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
