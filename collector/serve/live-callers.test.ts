/** Whose socket it is, what it shows them, and its end when they may no longer see: real sockets and a real store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Client, Identities, Shown } from '../access/access.ts'
import type { Caller } from '../access/caller.ts'
import type { Scope } from '../domain/scope.ts'
import {
  aPublication,
  anAdministrator,
  aSnapshot,
  fakeDeps,
  FakeClock,
  startedAt,
} from './fake-deps.test-kit.ts'
import { narrowSnapshot } from './narrow.ts'
import { createServer } from './server.ts'
import type { Server } from './server.ts'
import { soon } from './soon.test-kit.ts'
import type { Snapshot } from './wire.ts'

const own: Scope = { provinces: [], types: [], satker: ['900002'] }
const foreign: Scope = { provinces: [], types: [], satker: ['900001'] }
const minute = 60_000

/** The hub stands elsewhere. */
const network: Snapshot = {
  ...aSnapshot,
  satker: [
    ...aSnapshot.satker,
    { ...aSnapshot.satker[0]!, code: '900001', name: 'Pusat Data', province: '31' },
  ],
  links: aSnapshot.links.map((link) => (link.id === 'pusat-utama' ? { ...link, satker: '900001' } : link)),
}

/** Callers by their token; those that are taken out are nobody any more. */
const callers = new Map<string, Caller>()
const inUse: string[] = []
let tellChange = () => {}
const identities: Identities = {
  identify: async ({ bearer }: Shown, _client: Client) => callers.get(bearer ?? '') ?? null,
  stillHolds: async (caller) => callers.get(caller.id)?.role === caller.role,
  keepInUse: async (used) => void inUse.push(...used.map(({ id }) => id)),
  onChange: (listener) => (tellChange = listener),
  tellRefused: () => {},
}

let server: Server
let clock: FakeClock
let url: string

beforeEach(async () => {
  clock = new FakeClock()
  callers.clear()
  inUse.length = 0
  for (const [id, scope] of [
    ['own', own],
    ['foreign', foreign],
  ] as const)
    callers.set(id, { ...anAdministrator, id, role: 'pic', scope, endsAt: startedAt + 10 * minute })
  callers.set('all', { ...anAdministrator, id: 'all', endsAt: startedAt + 10 * minute })
  server = createServer(fakeDeps({ clock, identities, snapshot: (scope) => narrowSnapshot(network, scope) }))
  url = (await server.listen('127.0.0.1', 0)).url.replace('http', 'ws')
})
afterEach(() => server.close())

interface Watching {
  socket: WebSocket
  frames: string[]
  closed: Promise<number>
}

async function watch(token: string): Promise<Watching> {
  const socket = new WebSocket(`${url}/live`, { headers: { authorization: `Bearer ${token}` } })
  const frames: string[] = []
  socket.on('message', (data) => frames.push(String(data)))
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await soon(() => expect(frames.length).toBe(1))
  return { socket, frames, closed }
}

function refusal(token: string): Promise<string> {
  const socket = new WebSocket(`${url}/live`, { headers: { authorization: `Bearer ${token}` } })
  return new Promise((resolve) => socket.once('error', ({ message }) => resolve(message)))
}

describe('what a socket shows', () => {
  it('is what its caller may see, in the snapshot and in every change, whoever else watches', async () => {
    const [near, far, all] = [await watch('own'), await watch('foreign'), await watch('all')]
    server.publish(aPublication)
    await soon(() => expect([near.frames.length, all.frames.length]).toEqual([2, 2]))
    expect(all.frames[1]).toContain('"type":"changes"')
    for (const frame of near.frames) expect(frame).not.toMatch(/900001|pusat-utama/)
    expect(near.frames[1]).toContain('contoh-vpn')
    // Nothing of the publication is theirs, so that not even its time is told.
    expect(far.frames).toHaveLength(1)
    for (const frame of far.frames) expect(frame).not.toMatch(/900002|contoh-vpn/)
    far.socket.send('{"type":"resync"}')
    clock.advance(1_000)
    await soon(() => expect(far.frames.length).toBe(2))
    expect(far.frames[1]).not.toMatch(/900002|contoh-vpn/)
  })
})

describe('a caller who may no longer see', () => {
  it.each([
    ['who is gone', () => void callers.delete('own')],
    ['whose role is another', () => void callers.set('own', { ...callers.get('own')!, role: 'auditor' })],
  ])('%s is closed with 4401 and sent nothing more, while others go on', async (_, change) => {
    const [ended, other] = [await watch('own'), await watch('all')]
    change()
    tellChange()
    expect(await ended.closed).toBe(4401)
    server.publish(aPublication)
    await soon(() => expect(other.frames.length).toBe(2))
    expect(ended.frames).toHaveLength(1)
    expect(server.browsers()).toBe(1)
  })

  it('is closed when the time is over', async () => {
    const { closed } = await watch('own')
    clock.advance(10 * minute)
    expect(await closed).toBe(4401)
  })

  it('cannot open another', async () => {
    callers.delete('own')
    expect(await refusal('own')).toContain('401')
    expect(await refusal('made-up')).toContain('401')
  })

  it.each(['auditor', 'monitor'] as const)('cannot open one as %s', async (role) => {
    callers.set('own', { ...callers.get('own')!, role })
    expect(await refusal('own')).toContain('403')
  })

  it('cannot open one before an administrator has a second factor', async () => {
    callers.set('all', { ...callers.get('all')!, needsSecondFactor: true })
    expect(await refusal('all')).toContain('403')
  })
})

it('keeps the session of an open page in use', async () => {
  await watch('own')
  clock.advance(minute)
  await soon(() => expect(inUse).toContain('own'))
})
