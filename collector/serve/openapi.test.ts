import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { aPublication, aSnapshot, fakeDeps, FakeClock, jsonText, someReadings } from './fake-deps.test-kit.ts'
import { mismatches } from './json-schema.ts'
import { routes } from './openapi.ts'
import { schemas } from './openapi-schemas.ts'
import { rules } from './rules.ts'
import type { Schema } from './schema.ts'
import { createServer } from './server.ts'
import type { WireReadings } from './wire.ts'

interface Operation {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

const coarse: WireReadings = {
  ...someReadings,
  resolution: 3_600_000,
  inBitsPerSecondMax: [9_000_000, null],
  outBitsPerSecondMax: [950_000, null],
  measuredRatio: [1, 0],
}
const clock = new FakeClock()
const deps = fakeDeps({
  clock,
  readings: async (_scope, { resolution }) => jsonText(resolution === null ? someReadings : coarse),
})
const server = createServer(deps)
let url = ''
let document: Document

beforeAll(async () => {
  url = (await server.listen('127.0.0.1', 0)).url
  document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document
})
afterAll(() => server.close())

function schemaOf(path: string, status: number): Schema {
  const schema = document.paths[path]?.get?.responses[status]?.content?.['application/json']?.schema
  if (!schema) throw new Error(`${path} says nothing of ${status}.`)
  return schema
}

describe('the OpenAPI document', () => {
  it('has every route that has a rule, and no other', () => {
    const ruled = Object.keys(rules).filter((name) => !name.startsWith('WebSocket'))
    expect(Object.keys(routes).toSorted()).toEqual(ruled.toSorted())
  })

  it('names every path parameter, and each operation once', () => {
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    )
    for (const { path, operation } of all) {
      const named = (operation.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map((each) => `{${each.name}}`)
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(named)
    }
    const ids = all.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('holds every schema that it refers to', () => {
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    )
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(names))
  })
})

const asked: [path: string, address: string, status: number][] = [
  ['/api/network', '/api/network', 200],
  ['/api/links/{id}/readings', '/api/links/contoh-vpn/readings', 200],
  ['/api/links/{id}/readings', '/api/links/contoh-vpn/readings?resolution=3600000', 200],
  ['/api/links/{id}/readings', '/api/links/contoh-vpn/readings?from=x', 400],
  ['/api/links/{id}/readings', '/api/links/nobody/readings', 404],
  ['/api/changes', '/api/changes', 200],
  ['/api/changes', '/api/changes?from=x', 400],
  ['/api/satker/{code}', '/api/satker/900002', 200],
  ['/api/satker/{code}', '/api/satker/900009', 404],
  ['/api/satker/{code}', '/api/satker/9', 400],
  ['/api/satker/{code}/availability', '/api/satker/900002/availability', 200],
  ['/api/satker/{code}/availability', '/api/satker/900009/availability', 404],
  ['/api/outages', '/api/outages?open=true', 200],
  ['/api/outages', '/api/outages?satker=900002', 200],
  ['/api/outages', '/api/outages?open=x', 400],
  ['/api/health', '/api/health', 200],
  ['/api/outlines', '/api/outlines', 200],
  ['/api/openapi.json', '/api/openapi.json', 200],
  ['/live', '/live', 426],
]

describe('what is answered', () => {
  it.each(asked)('%s is as documented: %s, %i', async (path, address, status) => {
    const response = await fetch(url + address)
    expect(response.status).toBe(status)
    expect(mismatches(await response.json(), schemaOf(path, status), document.components.schemas)).toEqual([])
  })

  it('on the live socket is as documented too', async () => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live`)
    const next = () =>
      new Promise<unknown>((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))))
    const frames = [await next()]
    const changes = next()
    server.publish(aPublication)
    frames.push(await changes)
    const heartbeat = next()
    clock.advance(10_000)
    frames.push(await heartbeat)
    for (const frame of frames)
      expect(mismatches(frame, schemas.LiveFrame, document.components.schemas)).toEqual([])
  })
})

describe('the checker of these tests', () => {
  const check = (value: unknown) => mismatches(value, schemas.Network, schemas)

  it('sees what is missing, undocumented or out of bounds', () => {
    const [link] = aSnapshot.links
    expect(check({ ...aSnapshot, at: 1.5 })).toEqual(['$.at is not integer'])
    expect(check({ ...aSnapshot, extra: 1 })).toEqual(['$.extra is not documented'])
    expect(check({ ...aSnapshot, organisation: undefined })).toEqual(['$.organisation is not string'])
    expect(check({ ...aSnapshot, links: [{ ...link, status: 'fine', lossRatio: 8 }] })).toEqual([
      '$.links[0].status is not one of the words',
      '$.links[0].lossRatio is above 1',
    ])
    expect(check({ ...aSnapshot, satker: [{}] })).toContain('$.satker[0].code is missing')
  })
})
