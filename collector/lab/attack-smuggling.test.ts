/** Bytes that one reader takes for one request and another for two: a second one hidden in the first is answered to nobody. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeDeps } from '../serve/fake-deps.test-kit.ts'
import { createServer } from '../serve/server.ts'

const server = createServer(fakeDeps())
let port = 0
beforeAll(async () => {
  port = (await server.listen('127.0.0.1', 0)).port
})
afterAll(() => server.close())

/** Everything that is answered until the server, or the last request, closes the connection. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes.replaceAll('\n', '\r\n'), 'latin1'))
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('error', reject).on('close', () => resolve(text))
  })
}

const codesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, code]) => Number(code))

/** Anybody is answered this with 200, so that it would be seen. */
const hidden = 'GET /api/openapi.json HTTP/1.1\nHost: localhost\nConnection: close\n\n'
const post = 'POST /api/session HTTP/1.1\nHost: localhost\nContent-Type: application/json\n'
const get = 'GET /api/nothing HTTP/1.1\nHost: localhost\n'

const disagreeing: [what: string, bytes: string][] = [
  ['a length and chunks', `${post}Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n${hidden}`],
  ['chunks and a length', `${post}Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n${hidden}`],
  ['chunks that are none', `${post}Transfer-Encoding: xchunked\n\n0\n\n${hidden}`],
  ['chunks that are not the last', `${post}Transfer-Encoding: chunked, identity\n\n0\n\n${hidden}`],
  ['chunks twice', `${post}Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n${hidden}`],
  ['chunks after a tab', `${post}Transfer-Encoding:\u000bchunked\n\n0\n\n${hidden}`],
  ['chunks by a name with a space', `${post}Transfer-Encoding : chunked\n\n0\n\n${hidden}`],
  ['two lengths', `${post}Content-Length: 0\nContent-Length: 5\n\n${hidden}`],
  ['two lengths in one', `${post}Content-Length: 0, 5\n\n${hidden}`],
  ['a length with a sign', `${post}Content-Length: +0\n\n${hidden}`],
  ['a length below nothing', `${post}Content-Length: -1\n\n${hidden}`],
  ['a length in hex', `${post}Content-Length: 0x0\n\n${hidden}`],
  ['a chunk of no length', `${post}Transfer-Encoding: chunked\n\n\n\n${hidden}`],
  ['a chunk below nothing', `${post}Transfer-Encoding: chunked\n\n-1\n\n${hidden}`],
  ['a chunk beyond all bounds', `${post}Transfer-Encoding: chunked\n\nfffffffffffffffff\n\n${hidden}`],
  ['a folded header', `${get}X: y\n Transfer-Encoding: chunked\n\n0\n\n${hidden}`],
  ['a header that is none', `${get}no colon\n\n${hidden}`],
  ['a name with a NUL', `${get}Host\u0000: x\n\n${hidden}`],
  ['a value with a NUL', `${get}X: a\u0000b\n\n${hidden}`],
]

describe('a request that hides another', () => {
  it.each(disagreeing)('by %s is refused, and the connection with it', async (_, bytes) => {
    expect(codesOf(await send(bytes))).toEqual([400])
  })

  it('by lines that end in LF alone is refused', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      let said = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(hidden))
      socket.on('data', (chunk) => (said += String(chunk))).on('error', reject)
      socket.on('close', () => resolve(said))
    })
    expect(codesOf(text)).toEqual([400])
  })

  it.each([
    ['that is not read', `${get}Content-Length: ${hidden.length + 4}\n\n`],
    [
      'that is refused by its type',
      `POST /api/session HTTP/1.1\nHost: localhost\nContent-Type: text/plain\nContent-Length: LENGTH\n\n`,
    ],
    ['of a page that is not ours', `${post}Origin: http://evil.example\nContent-Length: LENGTH\n\n`],
    [
      'of a route that is not there',
      `POST /api/nothing HTTP/1.1\nHost: localhost\nContent-Type: application/json\nContent-Length: LENGTH\n\n`,
    ],
  ])('in a body %s is not answered', async (_, head) => {
    const length = hidden.replaceAll('\n', '\r\n').length
    const text = await send(
      `${head.replace(/LENGTH|\d+(?=\n\n$)/, String(length))}${hidden}${get}Connection: close\n\n`,
    )
    const codes = codesOf(text)
    expect(codes).not.toContain(200)
    expect(codes.length).toBeLessThanOrEqual(2)
  })

  it.each([
    [
      'an upgrade that is refused',
      'GET /live HTTP/1.1\nHost: localhost\nConnection: Upgrade\nUpgrade: websocket\n\n',
    ],
    [
      'an upgrade to elsewhere',
      'GET /nothing HTTP/1.1\nHost: localhost\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n\n',
    ],
    ['a tunnel', 'CONNECT localhost:80 HTTP/1.1\nHost: localhost\n\n'],
  ])('behind %s is not answered', async (_, head) => {
    const codes = codesOf(await send(`${head}${hidden}`))
    expect(codes).toHaveLength(1)
    expect(codes[0]).toBeGreaterThanOrEqual(400)
  })

  it('is seen by this test where it is not hidden', async () => {
    expect(codesOf(await send(`${get}\n${hidden}`))).toEqual([404, 200])
  })
})

it('trailers are not headers', async () => {
  const chunks = '2\n{}\n0\nOrigin: http://evil.example\nAuthorization: Bearer x\nCookie: sid=x\n\n'
  const text = await send(
    `${post}Connection: close\nTransfer-Encoding: chunked\nTrailer: Origin\n\n${chunks}`,
  )
  // As without them: the body is judged, and no Origin is foreign.
  expect(codesOf(text)).toEqual([400])
  expect(text).toContain('name must be a text')
})
