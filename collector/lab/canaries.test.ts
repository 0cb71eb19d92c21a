/** Secrets go where they must, and turn up nowhere else, whatever goes wrong. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { tokenRoles } from '../domain/role.ts'
import { everything } from '../domain/scope.ts'
import { type HostileAgent, startHostileAgent } from '../simulator/hostile/hostile-agent.ts'
import { rules } from '../serve/rules.ts'
import type { Health, Snapshot } from '../serve/wire.ts'
import { canaries, findSecrets } from './canaries.ts'
import { brokenNetworks, brokenSettings, canaryEnvironment, canaryNetwork } from './canary-network.ts'
import { foreignLink, shownByStrangers, signIns } from './canary-requests.ts'
import { garbage, garbageKinds } from './garbage.ts'
import { leaveToken } from './keys.ts'
import { type OverheardCollector, startOverheard } from './overheard-collector.ts'
import { until } from './until.ts'

const cli = join(import.meta.dirname, '..', 'cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'satker-canaries-'))
const devices = join(folder, 'devices.yaml')
const data = join(folder, 'data')
const secretFile = join(folder, 'komunitas')

let collector: OverheardCollector
const agents: HostileAgent[] = []
const open = new Set<HostileAgent>()
const tokens = new Map<string, string>()
/** What the cookies held that were given out. */
const sessions: string[] = []
const sockets: WebSocket[] = []
/** Everything that got out, by the way it went. */
const out = { commands: [''], frames: [''], answers: [''], database: [Buffer.alloc(0)] }
/** What happened, so that nothing is taken for clean that never was there. */
const happened = { problems: [] as string[][], signIns: [] as number[], opened: new Set<string>() }

beforeAll(async () => {
  writeFileSync(secretFile, `${canaries.file}\n`)
  for (let count = 0; count < 3; count += 1) agents.push(await startHostileAgent(garbage))
  agents.forEach((agent) => open.add(agent))
  writeNetwork({ simulated: false })
  for (const role of tokenRoles) tokens.set(role, await leaveToken(data, role, everything))
  const user = ['user', 'add', '--name', 'budi', '--role', 'operator', '--password-stdin', '--data', data]
  await command(user, `${canaries.password}\n`)
  collector = await startOverheard(devices, data, canaryEnvironment)
  for (const role of tokenRoles) openLive(role)
  await until('every agent has sent every kind of garbage', 90_000, () =>
    agents.every(({ requests }) => requests.length > garbageKinds + 2) ? true : undefined,
  )
  await signIn()
  await loadBroken()
  await playOverSimulator()
  await askEverything()
  for (const act of ['audit list', 'audit export', 'user list', 'token list'])
    await command([...act.split(' '), '--data', data])
  sockets.forEach((socket) => socket.terminate())
  await collector.stop()
  for (const name of readdirSync(data)) out.database.push(readFileSync(join(data, name)))
}, 240_000)

afterAll(async () => {
  await collector?.stop()
  await closeAgents()
  rmSync(folder, { recursive: true, force: true })
})

function writeNetwork({ simulated }: { simulated: boolean }): void {
  const [one = 0, two = 0, three = 0] = agents.map(({ port }) => port)
  writeFileSync(devices, canaryNetwork({ ports: [one, two, three], secretFile, simulated }))
}

async function closeAgents(): Promise<void> {
  await Promise.all([...open].map((agent) => agent.close()))
  open.clear()
}

/** A command beside the collector, with the secrets in its environment as an operator has them. */
function command(words: string[], input = ''): Promise<unknown> {
  return new Promise((settle) => {
    const env = { ...process.env, ...canaryEnvironment }
    const child = execFile(process.execPath, [cli, ...words], { env }, (error, said, wrong) => {
      out.commands.push(`${words.join(' ')}: ${said}${wrong}`)
      settle(error ? error.code : 0)
    })
    child.stdin?.end(input)
  })
}

function openLive(role: string): void {
  const headers = { authorization: `Bearer ${tokens.get(role)}` }
  const socket = new WebSocket(`${collector.url.replace('http', 'ws')}/live`, { headers })
  socket.on('open', () => happened.opened.add(role))
  socket.on('message', (frame) => out.frames.push(String(frame)))
  socket.on('error', (error) => out.frames.push(String(error)))
  sockets.push(socket)
}

async function ask(role: string | null, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  if (role !== null) headers.set('authorization', `Bearer ${tokens.get(role)}`)
  const response = await fetch(collector.url + path, { redirect: 'manual', ...init, headers })
  const text = await response.clone().text()
  // A session that was begun is for whoever began it, and for them alone.
  const shown = [...response.headers].filter(([name]) => name !== 'set-cookie')
  out.answers.push(`${path.replace(/\?.*/, '')} ${JSON.stringify(shown)} ${text}`)
  for (const cookie of response.headers.getSetCookie()) sessions.push(/=([^;]*)/.exec(cookie)?.[1] ?? '')
  return response
}

async function signIn(): Promise<void> {
  const json = { 'content-type': 'application/json' }
  const post = (path: string, body: string) => ask(null, path, { method: 'POST', headers: json, body })
  for (const body of signIns) happened.signIns.push((await post('/api/session', body)).status)
  for (const path of ['/api/one-time/look', '/api/one-time/use']) await post(path, foreignLink)
  for (const headers of shownByStrangers) await ask(null, '/api/network', { headers })
  await ask(null, `/api/sign-on/callback?code=${canaries.guess}&state=${canaries.guess}`)
}

/** Each is refused, told to the log, to `health`, and by `npm run check`. */
async function loadBroken(): Promise<void> {
  for (const [index, text] of brokenNetworks.entries()) {
    // By its lines each is told from the one before.
    writeFileSync(devices, '\n'.repeat(10 * index) + text)
    await command(['check', devices])
    const { config } = await until(`broken file ${index} is refused`, 20_000, async () => {
      const health = await healthOf()
      const line = Number(/devices\.yaml:(\d+):/.exec(health.config.problems[0] ?? '')?.[1])
      return Math.floor(line / 10) === index ? health : undefined
    })
    happened.problems.push(config.problems)
    for (const role of tokenRoles) await ask(role, '/api/health')
  }
}

async function healthOf(): Promise<Health> {
  return (await (await ask('administrator', '/api/health')).json()) as Health
}

/** The same routers, now answered rightly, by the simulator in the place of the agents. */
async function playOverSimulator(): Promise<void> {
  await closeAgents()
  writeNetwork({ simulated: true })
  await until('two of the routers answer', 60_000, async () => {
    const { links } = (await (await ask('viewer', '/api/network')).json()) as Snapshot
    return links.filter(({ snmp }) => snmp === 'answering').length >= 2 ? true : undefined
  })
}

/** Every route there is, by everybody; what belongs to the page too. */
async function askEverything(): Promise<void> {
  const paths = Object.keys(rules).map((rule) => rule.split(' '))
  for (const role of [...tokenRoles, null])
    for (const [method = '', pattern = ''] of paths) {
      if (method === 'WebSocket') continue
      const path = pattern
        .replace(':code', '900001')
        .replace(':id', 'uji-1-wan')
        .replace('*', 'satker/900001')
      await ask(role, path, { method })
    }
  const html = await (await ask(null, '/')).text()
  for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) await ask(null, path)
}

function found(held: readonly (string | Buffer)[]): string[] {
  return held.flatMap((each) =>
    findSecrets(each, [...tokens.values(), ...sessions.filter((secret) => secret !== '')]),
  )
}

describe('secrets were where they must be, for this test to mean anything', () => {
  it('the routers were asked with them', () => {
    const heard = agents.map(
      ({ requests }) => new Set(requests.map(({ community, user }) => community || user)),
    )
    expect(heard.map((each) => [...each].filter((name) => name !== '').toSorted())).toEqual([
      [canaries.inline],
      [canaries.environment],
      [canaries.user],
    ])
  })

  it('sign-ins were refused, and one was not', () => {
    // A session, and the mark by which its browser is known again.
    expect(sessions.filter((secret) => secret.length > 20)).toHaveLength(2)
    expect(happened.signIns).toEqual([401, 401, 401, 200, 400, 400, 400, 400])
  })

  it('every broken file was refused, and everything in them that is broken', () => {
    expect(happened.problems).toHaveLength(brokenNetworks.length)
    for (const [index, [what]] of brokenSettings.entries())
      expect(happened.problems[0]?.join('\n'), what).toContain(`satker[${index}]`)
  })

  it('those who see had the live socket', () => {
    expect([...happened.opened].toSorted()).toEqual(['administrator', 'operator', 'pic', 'viewer'])
    expect(out.frames.join('')).toContain('uji-1-wan')
  })
})

describe('a secret is not', () => {
  it('in what the collector says, on standard output or error, at the level of debug', () => {
    expect(collector.said().split('\n').length).toBeGreaterThan(20)
    expect(found([collector.said()])).toEqual([])
  })

  it('in the command line of any process', () => {
    expect(collector.commandLines().length).toBeGreaterThan(0)
    expect(found(collector.commandLines())).toEqual([])
  })

  it('in an answer to anybody, of the API, the page or its files', () => {
    expect(out.answers.length).toBeGreaterThan(200)
    expect(found(out.answers)).toEqual([])
  })

  it('on the live socket', () => {
    expect(found(out.frames)).toEqual([])
  })

  it('in what the commands beside it say', () => {
    expect(out.commands.join('')).toContain('sign-in')
    expect(found(out.commands)).toEqual([])
  })

  it('in the database or any other file of its folder', () => {
    expect(Buffer.concat(out.database).includes('uji-1-wan')).toBe(true)
    expect(found(out.database)).toEqual([])
  })
})

it("a PIC's number is told by its own way alone", () => {
  const telling = out.answers.filter((answer) => answer.includes('7777 4321'))
  expect(telling.length).toBeGreaterThan(0)
  expect(telling.filter((answer) => !answer.startsWith('/api/satker/900001/pic/phone '))).toEqual([])
  for (const held of [collector.said(), ...out.frames, ...out.commands, ...out.database.map(String)])
    expect(held).not.toContain('7777 4321')
})
