import { expect, it, onTestFinished } from 'vitest'
import type { Caller } from '../access/caller.ts'
import { anAdministrator, fakeDeps, identitiesOf } from './fake-deps.test-kit.ts'
import { createServer } from './server.ts'

const pic: Caller = {
  ...anAdministrator,
  name: 'siti',
  role: 'pic',
  scope: { provinces: [], types: [], satker: ['900002'] },
}

async function ask(caller: Caller | null, path: string, method = 'GET') {
  const told: object[] = []
  const identities = { ...identitiesOf(caller), tellRefused: (refusal: object) => void told.push(refusal) }
  const server = createServer(fakeDeps({ identities, knowsLink: async () => false }))
  onTestFinished(() => server.close())
  const { url } = await server.listen('127.0.0.1', 0)
  const { status } = await fetch(url + path, { method })
  return { status, told }
}

it.each([
  ['/api/satker/900009', 'GET'],
  ['/api/satker/900009/pic/phone', 'POST'],
  ['/api/links/far-link/readings', 'GET'],
])('tells that a PIC asked for %s, which is not theirs', async (path, method) => {
  const { status, told } = await ask(pic, path, method)
  expect(status).toBe(404)
  const subject = `${method} ${path}`
  expect(told).toEqual([{ who: 'account:siti', what: 'request.not-found', subject, address: '127.0.0.1' }])
})

it('tells nothing where somebody who sees everything asks for what is not there', async () => {
  expect(await ask(anAdministrator, '/api/satker/900009')).toEqual({ status: 404, told: [] })
})

it.each(['/nothing', '/api/nothing'])('tells nothing of %s, which is no route', async (path) => {
  expect(await ask(pic, path)).toEqual({ status: 404, told: [] })
})

it('tells a refusal by a rule once', async () => {
  const { status, told } = await ask({ ...pic, role: 'auditor' }, '/api/satker/900002')
  expect(status).toBe(403)
  expect(told).toMatchObject([{ what: 'request.forbidden' }])
})

it('keeps what a caller wrote into a path on its line, and short', async () => {
  const { told } = await ask(pic, `/api/links/${'a'.repeat(64)}/readings`)
  expect(told).toHaveLength(1)
  const long = await ask(pic, `/api/satker/900009?x=${'b'.repeat(5_000)}`)
  expect(JSON.stringify(long.told).length).toBeLessThan(400)
})
