/** Who gets what from a real collector: every route and the live socket × every role × what is one's own and what is not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { everything } from '../domain/scope.ts'
import { rules } from '../serve/rules.ts'
import type { LiveFrame, Snapshot } from '../serve/wire.ts'
import { leaveSession, leaveToken } from './keys.ts'
import { type LocalCollector, startLocalCollector } from './local-collector.ts'
import { foreign, foreignWords, own, twoOffices } from './two-offices.ts'
import { until } from './until.ts'
import { allowed, type Caller, callers, everybody, ofOne, personal, seeing } from './who-may.test-kit.ts'

let collector: LocalCollector
let folder = ''
/** A program has a token, a person a session; only a person has an account of their own. */
const ways = ['token', 'session'] as const
type Way = (typeof ways)[number]
const keys = new Map<string, string>()
const keyOf = (caller: Caller | 'nobody', by: Way) => keys.get(`${caller} ${by}`)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satker-matrix-'))
  const devices = join(folder, 'devices.yaml')
  writeFileSync(devices, await twoOffices([own.link, foreign.link]))
  for (const name of everybody) {
    const [role, scope] = callers[name]
    const data = join(folder, 'data')
    keys.set(`${name} token`, await leaveToken(data, role, scope))
    if (role === 'monitor') continue
    keys.set(`${name} session`, await leaveSession(data, role, scope))
    keys.set(`${name} spare`, await leaveSession(data, role, scope))
  }
  collector = await startLocalCollector(devices, join(folder, 'data'), keyOf('administrator', 'token') ?? '')
  await until('both offices are known to be down', 30_000, async () => {
    const { links } = await collector.get<Snapshot>('/api/network')
    const down = links.filter(({ status }) => status === 'down')
    return down.length >= 2 ? true : undefined
  })
}, 60_000)
afterAll(async () => {
  await collector.kill()
  rmSync(folder, { recursive: true, force: true })
})

const routes = Object.keys(rules).filter((name) => !name.startsWith('WebSocket'))

function addressOf(path: string, of: typeof own): string {
  const id = path.includes('/links/') ? of.link : 'nobody'
  return path.replace(':id', id).replace(':code', of.code).replace('/*', '/satker/900002')
}

async function ask(route: string, caller: Caller | 'nobody', of = own, query = '', by: Way = 'token') {
  const [method = '', path = ''] = route.split(' ')
  // Whoever signs out does so with a session that nothing else is asked with.
  const isLast = by === 'session' && route === 'DELETE /api/session'
  const key = isLast ? keys.get(`${caller} spare`) : keyOf(caller, by)
  // From afar: what is open to this machine alone is not what is asked about here. An administrator without a second
  // factor would be asked for one there, so people ask from here.
  const headers: Record<string, string> = by === 'token' ? { 'x-forwarded-for': '10.9.8.7' } : {}
  if (key !== undefined && by === 'token') headers.authorization = `Bearer ${key}`
  if (key !== undefined && by === 'session')
    Object.assign(headers, { cookie: `sid=${key}`, origin: collector.url })
  const url = collector.url + addressOf(path, of) + query
  const response = await fetch(url, { method, redirect: 'manual', headers })
  return { status: response.status, text: await response.text() }
}

describe.each(routes)('%s', (route) => {
  it('is answered to those who may ask, and refused to everybody else', async () => {
    const who = allowed[route]
    expect(who, `${route} is not in the table of this test`).toBeDefined()
    const seen: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const caller of [...everybody, 'nobody'] as const) {
      for (const by of ways) {
        if (by === 'session' && keyOf(caller, by) === undefined) continue
        const { status } = await ask(route, caller, own, '', by)
        const isPersonal = by === 'token' && personal.includes(route)
        const isAllowed = who === 'anybody' || (caller !== 'nobody' && !isPersonal && who?.includes(caller))
        expected[`${caller} ${by}`] = isAllowed ? 'answered' : caller === 'nobody' ? '401' : '403'
        seen[`${caller} ${by}`] = status === 401 || status === 403 ? String(status) : 'answered'
        // Bodies are missing, so that much is answered with 400: past the rule it was.
        expect(status, `${caller} met a fault of ours`).toBeLessThan(500)
      }
    }
    expect(seen).toEqual(expected)
  })

  it('shows nothing of another office to those of one', async () => {
    for (const caller of everybody) {
      const [, scope] = callers[caller]
      if (scope === everything) continue
      for (const of of [own, foreign]) {
        const { text } = await ask(route, caller, of)
        // An error may repeat what was asked for.
        const said = text.replaceAll(of.code, '').replaceAll(of.link, '')
        if (of === foreign || !/^GET \/api\/(links|satker)/.test(route))
          expect(said).not.toMatch(foreignWords)
      }
    }
  })
})

it.each(ofOne)('%s of a foreign satker is as one that is not there', async (route) => {
  const nowhere = { code: '999999', link: 'nowhere', outage: '' }
  for (const caller of seeing) {
    const [role, scope] = callers[caller]
    if (route.endsWith('confirmation') && role === 'viewer') continue
    const isOwn = !caller.endsWith('not there')
    expect((await ask(route, caller, own)).status < 300, `${caller}, own`).toBe(isOwn)
    if (scope === everything) continue
    const [there, not] = [await ask(route, caller, foreign), await ask(route, caller, nowhere)]
    expect([there.status, not.status], caller).toEqual([404, 404])
    const words = (text: string) => text.replace(/\b(\d{6}|[a-z]+-link|nowhere)\b/g, '…')
    expect(words(there.text)).toBe(words(not.text))
  }
})

it('shows each caller their own rows in every list', async () => {
  for (const caller of seeing) {
    const [, scope] = callers[caller]
    const isNone = caller.endsWith('not there')
    const links = scope === everything ? ['far-link', 'hub-link', 'near-link'] : isNone ? [] : ['near-link']
    const network = JSON.parse((await ask('GET /api/network', caller)).text) as Snapshot
    expect(network.links.map(({ id }) => id).toSorted(), caller).toEqual(links)
    expect(network.satker).toHaveLength(links.length)
    const changes = JSON.parse((await ask('GET /api/changes', caller)).text) as { links: string[] }
    expect(changes.links.toSorted(), caller).toEqual(links)
    for (const query of ['', '?open=true', `?satker=${foreign.code}`]) {
      const answer = JSON.parse((await ask('GET /api/outages', caller, own, query)).text) as {
        outages: { link: string }[]
      }
      const seen = new Set(answer.outages.map(({ link }) => link))
      expect(
        [...seen].filter((link) => !links.includes(link)),
        `${caller} ${query}`,
      ).toEqual([])
      if (query === '' && !isNone) expect(seen).toContain('near-link')
    }
    const foreignLink = await ask('GET /api/outages', caller, own, `?link=${foreign.link}`)
    expect(foreignLink.status, caller).toBe(scope === everything ? 200 : 404)
  }
})

it.each([...everybody, 'nobody'] as const)('sends %s on the live socket what is theirs', async (caller) => {
  const token = keyOf(caller, 'token')
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`${collector.url.replace('http', 'ws')}/live`, { headers })
  const frames: string[] = []
  const opened = await new Promise<boolean>((resolve) => {
    socket.on('message', (data) => {
      frames.push(String(data))
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
  expect(opened).toBe(caller !== 'nobody' && seeing.includes(caller))
  if (!opened || caller === 'nobody') return
  // A sweep moves a measurement of every link that answers, and of those that do not what is suspected.
  socket.send('{"type":"resync"}')
  await until('another snapshot', 10_000, () => (frames.filter(isSnapshot).length > 1 ? true : undefined))
  socket.terminate()
  const [, scope] = callers[caller]
  if (scope === everything) expect(frames.join('')).toMatch(foreignWords)
  else expect(frames.join('')).not.toMatch(foreignWords)
})

function isSnapshot(frame: string): boolean {
  return (JSON.parse(frame) as LiveFrame).type === 'snapshot'
}
