/** The routes under /api, and what a browser without a WebSocket is told at /live. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Scope } from '../domain/scope.ts'
import type { Audience } from './audience.ts'
import { addAccessApi } from './access-api.ts'
import { addAvailabilityApi } from './availability-api.ts'
import { addAuditApi } from './audit-api.ts'
import { callerOf } from './callers.ts'
import { sendJson } from './compressed.ts'
import type { ServeDeps } from './deps.ts'
import { openApiDocument } from './openapi.ts'
import { healthFor } from './health-for.ts'
import { sendOutlines } from './outlines.ts'
import { checkLinkId, checkSatkerCode, flagParameter, readParameters, timeParameter } from './parameters.ts'
import { checkOrder, readHistoryPeriod, readPeriod } from './period.ts'
import { addPicApi } from './pic-api.ts'
import { addPublicApi } from './public-api.ts'
import { RequestError } from './request-error.ts'
import type { Health, WireSatkerDetail } from './wire.ts'

const outageLimit = 1_000
const jsonType = 'application/json; charset=utf-8'

export interface ApiDeps extends ServeDeps {
  /** Those who may see the same. */
  audienceOf(scope: Scope): Audience
  browsers(): number
}

export function addApi(app: FastifyInstance, deps: ApiDeps): void {
  app.get('/api/network', (request, reply) => {
    takeNone(request)
    return sendJson(request, reply, deps.audienceOf(callerOf(request).scope).network())
  })

  app.get<{ Params: { id: string } }>('/api/links/:id/readings', async (request, reply) => {
    const { scope } = callerOf(request)
    const link = await knownLink(deps, scope, request.params.id)
    const parameters = readParameters(request.raw.url ?? '', ['from', 'to', 'resolution'])
    const readings = await deps.readings(scope, { link, ...readPeriod(parameters, deps.clock.now()) })
    if (readings === null) throw noSuchLink(link)
    return reply.type(jsonType).send(readings)
  })

  app.get('/api/changes', async (request, reply) => {
    const parameters = readParameters(request.raw.url ?? '', ['from', 'to'])
    const changes = await deps.changes(
      callerOf(request).scope,
      readHistoryPeriod(parameters, deps.clock.now()),
    )
    return sendJson(request, reply, changes)
  })

  app.get<{ Params: { code: string } }>('/api/satker/:code', async (request): Promise<WireSatkerDetail> => {
    const code = checkSatkerCode(request.params.code)
    takeNone(request)
    const { scope } = callerOf(request)
    const satker = deps.satker(scope, code)
    if (satker === null) throw new RequestError('not-found', `There is no satker ${code}.`)
    const layerChanges = await deps.layerChanges(scope, code)
    const links = satker.links.map((link) => ({
      ...link,
      layerChanges: (layerChanges.get(link.id) ?? []).map(({ at, layer, to, by }) => ({ at, layer, to, by })),
    }))
    return { ...satker, links, pic: await deps.people.shown(scope, code) }
  })

  addAccessApi(app, deps)
  addAvailabilityApi(app, deps)
  addPicApi(app, deps)
  addAuditApi(app, deps)
  addPublicApi(app, deps)

  app.get('/api/outages', async (request) => {
    const { scope } = callerOf(request)
    const parameters = readParameters(request.raw.url ?? '', ['from', 'to', 'link', 'satker', 'open'])
    const from = timeParameter(parameters, 'from')
    const to = timeParameter(parameters, 'to')
    checkOrder(from, to)
    const open = flagParameter(parameters, 'open')
    const asked = parameters.get('link')
    const link = asked === undefined ? null : await knownLink(deps, scope, asked)
    const code = parameters.get('satker')
    const satker = code === undefined ? null : checkSatkerCode(code)
    return { outages: await deps.outages(scope, { from, to, link, satker, open, limit: outageLimit }) }
  })

  app.get('/api/health', (request): Health => {
    takeNone(request)
    return healthFor(request.caller, { ...deps.health(), browsers: deps.browsers() })
  })

  app.get('/api/outlines', (request, reply) => {
    takeNone(request)
    const outlines = deps.outlines()
    if (outlines === null)
      throw new RequestError(
        'not-found',
        'No province outlines are configured; devices.yaml names them as map.provinces.',
      )
    return sendOutlines(request, reply, outlines)
  })

  const document = openApiDocument(deps.version)
  app.get('/api/openapi.json', (request) => {
    takeNone(request)
    return document
  })

  app.get('/live', () => {
    throw new RequestError('upgrade-required', '/live is a WebSocket: ask for an upgrade.', {
      upgrade: 'websocket',
      connection: 'upgrade',
    })
  })
}

function takeNone(request: FastifyRequest): void {
  readParameters(request.raw.url ?? '', [])
}

async function knownLink(deps: ServeDeps, scope: Scope, text: string): Promise<string> {
  const id = checkLinkId(text)
  if (!(await deps.knowsLink(scope, id))) throw noSuchLink(id)
  return id
}

function noSuchLink(id: string): RequestError {
  return new RequestError('not-found', `There is no link ${id}.`)
}
