import { request as ask } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takesGzip } from './compressed.ts'
import { aSnapshot, fakeDeps } from './fake-deps.test-kit.ts'
import { createServer, type Server } from './server.ts'
import type { Snapshot } from './wire.ts'

it.each([
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.5', true],
  ['x-gzip', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['br', false],
  ['gzipped', false],
  ['', false],
  [undefined, false],
])('who accepts %s takes gzip: %s', (accepted, takes) => {
  expect(takesGzip(accepted)).toBe(takes)
})

const large: Snapshot = {
  ...aSnapshot,
  links: Array.from({ length: 100 }, (_, at) => ({ ...aSnapshot.links[0]!, id: `contoh-${at}` })),
}

let server: Server
let url: string
let snapshot: Snapshot

beforeEach(async () => {
  snapshot = large
  server = createServer(fakeDeps({ snapshot: () => snapshot }))
  url = (await server.listen('127.0.0.1', 0)).url
})
afterEach(() => server.close())

/** As it came over the line. */
function get(headers: Record<string, string>): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = ask(`${url}/api/network`, { headers }, async (answer) => {
      expect(answer.headers.vary).toContain('accept-encoding')
      const body = Buffer.concat(await answer.toArray())
      resolve({ encoding: answer.headers['content-encoding'], body })
    })
    asked.on('error', reject).end()
  })
}

it('a network is sent as gzip to those who take it, and as it is to others', async () => {
  const plain = await get({})
  expect([plain.encoding, JSON.parse(String(plain.body))]).toEqual([undefined, large])
  for (const _ of ['first', 'again']) {
    const { encoding, body } = await get({ 'accept-encoding': 'gzip, br' })
    expect([encoding, gunzipSync(body)]).toEqual(['gzip', plain.body])
    expect(body.length).toBeLessThan(plain.body.length / 5)
  }
})

it('a small network is sent as it is', async () => {
  snapshot = aSnapshot
  expect((await get({ 'accept-encoding': 'gzip' })).encoding).toBeUndefined()
})
