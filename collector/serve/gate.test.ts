/** What is asked by which method and with which body, by the bytes of a real request. */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from './http-server.ts'
import { loopbackTransport } from './transport.ts'

/** Whatever the gate lets through is answered with 200. */
const server = createHttpServer((received, response) => {
  received.resume().on('end', () => response.end())
}, loopbackTransport)
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function ask(method: string, type: string | null, body = ''): Promise<{ status: number; allow?: string }> {
  const headers = type === null ? {} : { 'content-type': type }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, headers, agent: false }, (response) => {
      const { allow } = response.resume().headers
      resolve({ status: response.statusCode ?? 0, ...(allow === undefined ? {} : { allow }) })
    })
    sent.on('error', reject).end(body)
  })
}

describe('a change', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json ; charset="utf-8"; x=y',
    'application/json;',
  ])('of the type %s is let through', async (type) => {
    expect(await ask('POST', type, '{}')).toEqual({ status: 200 })
  })

  it.each([
    'application/json garbage',
    'application/json, text/plain',
    'application/json; charset',
    'application/json; charset=utf-8 x',
    'application/json5',
    'application/jsonp',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; x=application/json',
    'json',
    '',
    `application/json${'; '.repeat(5_000)}x`,
  ])('of the type %.40j is refused', async (type) => {
    expect(await ask('POST', type, '{}')).toEqual({ status: 415 })
    expect(await ask('PATCH', type)).toEqual({ status: 415 })
  })

  it('that says no type has no body', async () => {
    expect(await ask('DELETE', null)).toEqual({ status: 200 })
    expect(await ask('POST', null)).toEqual({ status: 200 })
    expect(await ask('POST', null, '{}')).toEqual({ status: 415 })
  })

  it('of any other type, whatever it is, is refused', async () => {
    const token = fc.stringMatching(/^[a-z+.-]{1,20}$/)
    await fc.assert(
      fc.asyncProperty(token, token, async (type, subtype) => {
        const status = type === 'application' && subtype === 'json' ? 200 : 415
        expect(await ask('POST', `${type}/${subtype}`, '{}')).toEqual({ status })
      }),
      { numRuns: 30 },
    )
  })
})

describe('a method', () => {
  it.each(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'])(
    '%s is for the routes to judge',
    async (method) => {
      expect(await ask(method, null)).toEqual({ status: 200 })
    },
  )

  it.each(['TRACE', 'PROPFIND', 'MKCOL', 'PURGE', 'LINK', 'M-SEARCH', 'QUERY'])(
    '%s is refused',
    async (method) => {
      expect(await ask(method, null)).toEqual({ status: 405, allow: 'GET, HEAD, POST, PATCH, DELETE' })
    },
  )
})
