/** Ways out of the folder of the page: none leads anywhere. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fakeDeps } from '../serve/fake-deps.test-kit.ts'
import { createServer, type Server } from '../serve/server.ts'
import page from '../../ui/vite.config.ts'

let folder = ''
let server: Server
let url = ''

/** What must not be read, beside the page and, by links, below it. */
const secret = 'the secret'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satker-traversal-'))
  const root = join(folder, 'dist')
  for (const each of ['dist/assets', 'dist/.git', 'dist-other', 'outside'])
    mkdirSync(join(folder, each), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Satker Connected</title>')
  writeFileSync(join(root, 'assets', 'coast.json'), '{"coast":1}')
  for (const each of [
    'secret.txt',
    'outside/secret.txt',
    'dist-other/secret.txt',
    'dist/.env',
    'dist/.built',
    'dist/.git/config',
  ])
    writeFileSync(join(folder, each), secret)
  symlinkSync(join(folder, 'secret.txt'), join(root, 'absolute.txt'))
  symlinkSync('../secret.txt', join(root, 'relative.txt'))
  symlinkSync('..', join(root, 'up'))
  symlinkSync('../outside', join(root, 'outside'))
  symlinkSync('../dist-other', join(root, 'other'))
  symlinkSync('up/secret.txt', join(root, 'twice.txt'))
  symlinkSync('loop', join(root, 'loop'))
  symlinkSync('nowhere', join(root, 'broken'))
  symlinkSync('assets', join(root, 'inside'))
  // Where a new version is put beside the old one, the folder itself is a link.
  symlinkSync('dist', join(folder, 'current'))
  server = createServer(fakeDeps({ page: join(folder, 'current') }))
  url = (await server.listen('127.0.0.1', 0)).url
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** The path as it stands, which no client of ours would leave so. */
function send(path: string, to = url): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(to), { path, headers: { accept: 'text/html,*/*' } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    sent.on('error', reject).end()
  })
}

const ups = [
  '../',
  '%2e%2e/',
  '%2E%2E%2F',
  '..%2f',
  '..%5c',
  '%2e%2e%5c',
  '..\\',
  '.%2e/',
  '..;/',
  '....//',
  '..././',
  '%c0%ae%c0%ae/',
  '%e0%80%ae%e0%80%ae/',
  '%c0%ae%c0%ae%c0%af',
  '..%c0%af',
  '..%252f',
  '%252e%252e%252f',
  '%25252e%25252e%25252f',
  '%uff0e%uff0e/',
  '%ef%bc%8e%ef%bc%8e/',
  '\u00b7\u00b7/',
  '..%00/',
  '%00../',
  '..%0d%0a/',
  '..?/',
  '..#/',
].map((up) => encodeURI(up).replaceAll('%25', '%'))
const starts = [
  '/',
  '//',
  '/assets/',
  '/assets/../',
  '/./',
  '/assets/%2e/',
  '/assets/coast.json/',
  '/nothing/',
]
const targets = ['secret.txt', 'dist-other/secret.txt', 'dist/.env']
const climbs = starts.flatMap((start) =>
  ups.flatMap((up) => targets.flatMap((target) => [start + up + target, start + up + up + target])),
)

const others = [
  '/.env',
  '/.built',
  '/.git/config',
  '/%2eenv',
  '/assets/../.env',
  '/./.env',
  '/.env%00',
  '/.env.',
  '/.env/',
  '/.env%20',
  '//.env',
  '/%2fetc/passwd',
  '//etc/passwd',
  '///etc/passwd',
  '/file:///etc/passwd',
  '/c:/windows/win.ini',
  '/secret.txt%00.html',
  '/secret.txt...',
  '/index.html%00.txt',
  '/assets',
  '/assets/',
  '/assets/.',
  '/assets/..',
  '/..',
  '/%2e%2e',
  '/~root/',
  '/proc/self/environ',
]

const links = [
  '/absolute.txt',
  '/relative.txt',
  '/twice.txt',
  '/up/secret.txt',
  '/up/',
  '/up/dist/.env',
  '/outside/secret.txt',
  '/other/secret.txt',
  '/inside/../../secret.txt',
  '/loop',
  '/loop/secret.txt',
  '/broken',
]

async function expectNothing(path: string, to?: string): Promise<void> {
  const { status, text } = await send(path, to)
  expect(text, path).not.toMatch(/the secret|root:|PATH=/)
  expect([200, 400, 404], `${path} → ${status}`).toContain(status)
  if (status === 200) expect(text, path).toContain('<title>Satker Connected')
}

describe('the folder of the page', () => {
  it('is left by no way of writing "the folder above"', async () => {
    for (const path of climbs) await expectNothing(path)
  })

  it.each(others)('gives nothing of %s', (path) => expectNothing(path))

  it.each(links)('is not left by the link %s', (path) => expectNothing(path))

  it('gives what is in it, also where the folder or a part of it is a link', async () => {
    for (const path of ['/assets/coast.json', '/inside/coast.json'])
      expect(await send(path)).toEqual({ status: 200, text: '{"coast":1}' })
  })

  it('has no index where that leads outside', async () => {
    const root = join(folder, 'lone')
    mkdirSync(root)
    symlinkSync('../secret.txt', join(root, 'index.html'))
    const lone = createServer(fakeDeps({ page: root }))
    onTestFinished(() => lone.close())
    const { url: to } = await lone.listen('127.0.0.1', 0)
    for (const path of ['/', '/index.html', '/satker/900002']) {
      const { status, text } = await send(path, to)
      expect(text).not.toContain(secret)
      expect([404, 503]).toContain(status)
    }
  })

  it('has only what is built of the page, and not a folder of its sources', () => {
    expect(page.publicDir).toBe(false)
  })
})
