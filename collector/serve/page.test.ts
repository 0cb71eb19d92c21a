import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerHeaders } from './answer-headers.ts'
import { fakeDeps } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'

let folder = ''
let server: Server
let url = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satker-page-'))
  const page = join(folder, 'dist')
  server = createServer(fakeDeps({ page }))
  url = (await server.listen('127.0.0.1', 0)).url
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Built while the server already runs, as on a first start. */
async function build(): Promise<void> {
  const page = join(folder, 'dist')
  await mkdir(join(page, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'the secret')
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Satker Connected</title>')
  await writeFile(join(page, '.built'), 'the hash')
  await writeFile(join(page, 'assets', 'index-DiwrgTda.js'), 'export {}')
  await writeFile(join(page, 'assets', 'coast.json'), '{}')
}

const person = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }

/** Sends the path as it stands. */
function send(
  path: string,
  headers: Record<string, string> = person.headers,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(new URL(url), { path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end()
  })
}

describe('before the page is built', () => {
  it.each(['/', '/satker/900002'])('%s says so in plain text', async (path) => {
    const response = await fetch(url + path, person)
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toContain('npm run build')
  })
})

describe('the built page', () => {
  beforeAll(build)

  it('is asked for anew each time, and answered with 304 when it is the same', async () => {
    const response = await fetch(`${url}/`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await response.text()).toContain('Satker Connected')
    const { 'cache-control': _, ...others } = answerHeaders
    for (const [name, value] of Object.entries(others)) expect(response.headers.get(name)).toBe(value)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const again = await send('/', { 'if-none-match': response.headers.get('etag') ?? '' })
    expect(again).toEqual({ status: 304, text: '' })
  })

  it('keeps a hashed asset for ever, and asks anew for one without a hash', async () => {
    const hashed = await fetch(`${url}/assets/index-DiwrgTda.js`)
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(hashed.headers.get('content-type')).toMatch(/javascript; charset=utf-8$/)
    expect((await fetch(`${url}/assets/coast.json`)).headers.get('cache-control')).toBe('no-cache')
  })

  it('answers a view that a person opens with the index', async () => {
    const response = await fetch(`${url}/satker/900002?link=contoh-vpn`, person)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain('Satker Connected')
  })

  it.each(['/assets/index-gone0000.js', '/nothing'])('has nothing at %s for a program', async (path) => {
    const response = await fetch(url + path)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'not-found' } })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('answers 404 under /api also to a person', async () => {
    expect((await fetch(`${url}/api/nothing`, person)).status).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%252e%252e%252fsecret.txt',
    '//secret.txt',
    '/./secret.txt',
    '/secret.txt%00.html',
    '/.built',
    '/assets/',
    '/assets',
  ])('%s leads to nothing outside', async (path) => {
    const { status, text } = await send(path)
    expect(text).not.toMatch(/the secret|the hash/)
    expect([200, 400, 404]).toContain(status)
    if (status === 200) expect(text).toContain('Satker Connected')
  })
})
