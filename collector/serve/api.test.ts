import { afterEach, describe, expect, it } from 'vitest'
import type { OutagesQuery, ReadingsQuery } from './deps.ts'
import { answerHeaders } from './answer-headers.ts'
import {
  aPublication,
  aSnapshot,
  fakeDeps,
  FakeClock,
  jsonText,
  someReadings,
  startedAt,
} from './fake-deps.test-kit.ts'
import type { ServeDeps } from './deps.ts'
import { aSatkerDetail, someChanges } from './fake-satker.test-kit.ts'
import type { WireSatkerDetail } from './wire.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'

const day = 86_400_000
let server: Server | null = null
afterEach(() => server?.close())

async function serve(instead: Partial<ServeDeps> = {}): Promise<string> {
  server = createServer(fakeDeps(instead))
  return (await server.listen('127.0.0.1', 0)).url
}

async function json(address: string): Promise<unknown> {
  const response = await fetch(address)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  for (const [name, value] of Object.entries(answerHeaders)) expect(response.headers.get(name)).toBe(value)
  return response.json()
}

describe('the API', () => {
  it('answers with the network', async () => {
    const url = await serve()
    expect(await json(`${url}/api/network`)).toEqual(aSnapshot)
  })

  it('writes the network anew after a publication, and after a second without one', async () => {
    const clock = new FakeClock()
    let at = startedAt
    const url = await serve({ clock, snapshot: () => ({ ...aSnapshot, at: at++ }) })
    const asked = async () => ((await json(`${url}/api/network`)) as { at: number }).at
    expect([await asked(), await asked()]).toEqual([startedAt, startedAt])
    server?.publish(aPublication)
    expect(await asked()).toBe(startedAt + 1)
    clock.advance(1_000)
    expect(await asked()).toBe(startedAt + 2)
  })

  it('counts the browsers into the health', async () => {
    const url = await serve()
    expect(await json(`${url}/api/health`)).toMatchObject({ ok: true, version: '0.1.0', browsers: 0 })
  })

  it('answers 200 also when it is not well', async () => {
    const url = await serve({ health: () => ({ ...fakeDeps().health(), ok: false }) })
    expect(await json(`${url}/api/health`)).toMatchObject({ ok: false })
  })

  it('says of a fault of ours only that it was one, and logs it in full', async () => {
    const logged: object[] = []
    const log = {
      ...fakeDeps().log,
      error: (event: string, facts: object = {}) => logged.push({ event, ...facts }),
    }
    const outages = async () => {
      throw new Error('no such table: outage at /var/lib/secret')
    }
    const response = await fetch(`${await serve({ log, outages })}/api/outages`)
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({
      error: { code: 'internal', message: 'The collector failed to answer; its log says why.' },
    })
    expect(logged).toEqual([
      expect.objectContaining({ event: 'request-failed', error: expect.stringContaining('no such table') }),
    ])
  })
})

describe('what is asked of the readings', () => {
  async function asked(query: string): Promise<ReadingsQuery | undefined> {
    const queries: ReadingsQuery[] = []
    const url = await serve({
      readings: async (_scope, each) => {
        queries.push(each)
        return jsonText(someReadings)
      },
    })
    expect(await json(`${url}/api/links/contoh-vpn/readings${query}`)).toEqual(someReadings)
    return queries[0]
  }
  const link = 'contoh-vpn'

  const cases: [query: string, asked: ReadingsQuery][] = [
    ['', { link, from: startedAt - day, to: startedAt, resolution: null }],
    ['?', { link, from: startedAt - day, to: startedAt, resolution: null }],
    ['?from=1795000000000', { link, from: 1_795_000_000_000, to: startedAt, resolution: null }],
    ['?to=1795000000000', { link, from: 1_795_000_000_000 - day, to: 1_795_000_000_000, resolution: null }],
    ['?to=1000', { link, from: 0, to: 1000, resolution: null }],
    ['?from=5&to=9&resolution=60000', { link, from: 5, to: 9, resolution: 60_000 }],
    [
      `?from=${startedAt - 3650 * day}&resolution=3600000`,
      { link, from: startedAt - 3650 * day, to: startedAt, resolution: 3_600_000 },
    ],
  ]
  it.each(cases)('%j', async (query, expected) => expect(await asked(query)).toEqual(expected))

  it('is 404 where the history has gone', async () => {
    const url = await serve({ readings: async () => null })
    expect((await fetch(`${url}/api/links/contoh-vpn/readings`)).status).toBe(404)
  })
})

describe('what is asked of the changes', () => {
  const cases: [query: string, asked: { from: number; to: number }][] = [
    ['', { from: startedAt - day, to: startedAt }],
    ['?from=1795000000000', { from: 1_795_000_000_000, to: startedAt }],
    ['?to=1795000000000', { from: 1_795_000_000_000 - day, to: 1_795_000_000_000 }],
    ['?to=1000', { from: 0, to: 1000 }],
    [`?from=${startedAt - 31 * day}`, { from: startedAt - 31 * day, to: startedAt }],
  ]
  it.each(cases)('%j', async (query, expected) => {
    const asked: object[] = []
    const url = await serve({
      changes: async (_scope, each) => {
        asked.push(each)
        return jsonText(someChanges)
      },
    })
    expect(await json(`${url}/api/changes${query}`)).toEqual(someChanges)
    expect(asked).toEqual([expected])
  })
})

describe('one satker', () => {
  it('is told in full', async () => {
    expect(await json(`${await serve()}/api/satker/900002`)).toEqual(aSatkerDetail)
  })

  it('tells what became of the layers of the links there are, and asks for it within the scope', async () => {
    const asked: unknown[] = []
    const [known] = aSatkerDetail.links
    const changes = [{ at: 7, layer: 'tunnel', to: 'down', by: 'ike', link: 'removed' } as const]
    const url = await serve({
      layerChanges: async (...given) => {
        asked.push(given)
        return new Map([
          [known!.id, changes],
          ['removed', changes],
        ])
      },
    })
    const { links } = (await json(`${url}/api/satker/900002`)) as WireSatkerDetail
    expect(links.map(({ layerChanges }) => layerChanges)).toEqual([
      [{ at: 7, layer: 'tunnel', to: 'down', by: 'ike' }],
      [],
    ])
    expect(asked).toEqual([['everything', '900002']])
  })

  it('is 404 where there is none of that code, of which only the poll knows', async () => {
    const asked: string[] = []
    const url = await serve({
      satker: (_scope, code) => {
        asked.push(code)
        return null
      },
    })
    expect((await fetch(`${url}/api/satker/012345`)).status).toBe(404)
    expect(asked).toEqual(['012345'])
  })
})

describe('what is asked of the outages', () => {
  const cases: [query: string, asked: Partial<OutagesQuery>][] = [
    ['', { from: null, to: null, link: null, satker: null, open: null, limit: 1_000 }],
    ['?satker=900002', { satker: '900002', link: null }],
    ['?satker=999999&open=true', { satker: '999999', open: true }],
    ['?open=true', { open: true }],
    ['?open=false&link=contoh-vpn', { open: false, link: 'contoh-vpn' }],
    [`?from=0&to=${startedAt}`, { from: 0, to: startedAt }],
  ]
  it.each(cases)('%j', async (query, expected) => {
    const queries: OutagesQuery[] = []
    const url = await serve({
      outages: async (_scope, each) => {
        queries.push(each)
        return aPublication.outages
      },
    })
    expect(await json(`${url}/api/outages${query}`)).toEqual({ outages: aPublication.outages })
    expect(queries).toEqual([expect.objectContaining(expected)])
  })
})
