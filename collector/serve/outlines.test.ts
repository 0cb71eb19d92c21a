import { afterEach, expect, test } from 'vitest'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer, type Server } from './server.ts'

let server: Server | null = null
afterEach(() => server?.close())

const bali = '{"type":"FeatureCollection","features":[{"type":"Feature","id":"51"}]}'
const aceh = bali.replace('51', '11')

async function serve(outlines: () => Uint8Array | null): Promise<string> {
  server = createServer(fakeDeps({ outlines }))
  return `${(await server.listen('127.0.0.1', 0)).url}/api/outlines`
}

test('outlines are sent as they were read, and need not be sent again while they are the same', async () => {
  let outlines = new TextEncoder().encode(bali)
  const address = await serve(() => outlines)
  const first = await fetch(address)
  expect([first.status, first.headers.get('content-type'), first.headers.get('cache-control')]).toEqual([
    200,
    'application/json; charset=utf-8',
    'no-cache',
  ])
  expect(await first.text()).toBe(bali)
  const asked = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } }

  // The same content, read anew.
  outlines = new TextEncoder().encode(bali)
  const again = await fetch(address, asked)
  expect([again.status, await again.text()]).toEqual([304, ''])

  outlines = new TextEncoder().encode(aceh)
  const changed = await fetch(address, asked)
  expect([changed.status, await changed.text()]).toEqual([200, aceh])
})

test('where none are configured the answer is 404 and says where they would be', async () => {
  const response = await fetch(await serve(() => null))
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({
    error: {
      code: 'not-found',
      message: 'No province outlines are configured; devices.yaml names them as map.provinces.',
    },
  })
})

test('megabytes arrive whole', async () => {
  const large = new Uint8Array(6 * 2 ** 20).fill(0x20)
  const response = await fetch(await serve(() => large))
  expect((await response.bytes()).length).toBe(large.length)
})
