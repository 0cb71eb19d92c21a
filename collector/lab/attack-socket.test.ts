/** Who can open the live socket of a real collector with whose cookie, and how long it stays open when they may no longer see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../commands/cli.test-kit.ts'
import { type Headers, upgrade, watch, type Watched } from './attack-handshake.test-kit.ts'
import { type Member, signUp } from './attack-people.test-kit.ts'
import { type Attacked, startAttacked } from './attack-stage.test-kit.ts'
import { until } from './until.ts'

let attacked: Attacked
let cookie = ''
/** Sees on, whatever becomes of the others. */
let other: Watched
beforeAll(async () => {
  attacked = await startAttacked()
  cookie = `sid=${attacked.sessions.pic}`
  other = await watch(attacked.url, { authorization: `Bearer ${attacked.tokens.operator}` })
}, 60_000)
afterAll(async () => {
  other.end()
  await attacked.stop()
})

const own = 'http://HOST'
const foreign: [what: string, headers: Headers][] = [
  ['no Origin', {}],
  ['the Origin null', { Origin: 'null' }],
  ['an empty Origin', { Origin: '' }],
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['ours at the beginning', { Origin: 'http://HOST.evil.example' }],
  ['ours at the end', { Origin: 'http://evil.example/HOST' }],
  ['ours as a user', { Origin: 'http://HOST@evil.example' }],
  ['ours as a subdomain', { Origin: 'http://evil.HOST' }],
  ['ours at another port', { Origin: 'http://127.0.0.1:1' }],
  ['ours without its port', { Origin: 'http://127.0.0.1' }],
  ['ours by another name', { Origin: 'http://localhost' }],
  ['ours as an IPv4 address in IPv6', { Origin: 'http://[::ffff:127.0.0.1]' }],
  ['ours over TLS', { Origin: 'https://HOST' }],
  ['ours as a file', { Origin: 'file://' }],
  ['ours as an extension', { Origin: 'chrome-extension://HOST' }],
  ['ours with a path', { Origin: 'http://HOST/' }],
  ['ours with a dot at its end', { Origin: 'http://127.0.0.1.' }],
  ['ours and a foreign one', { Origin: 'http://HOST, https://evil.example' }],
  ['two Origins', { Origin: 'http://HOST\r\nOrigin: https://evil.example' }],
  ['two Origins, ours last', { Origin: 'https://evil.example\r\nOrigin: http://HOST' }],
  ['a foreign Host', { Origin: own, Host: 'evil.example' }],
  ['a rebound name', { Origin: 'http://evil.example', Host: 'evil.example' }],
  ['two Hosts', { Origin: own, Host: '127.0.0.1\r\nHost: evil.example' }],
  ['a Host with a user', { Origin: own, Host: 'x@HOST' }],
  ['a forwarded host', { Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' }],
]

const strangers: [what: string, headers: () => Headers][] = [
  ['nothing', () => ({})],
  ['a made-up cookie', () => ({ Cookie: `sid=${'A'.repeat(43)}` })],
  ['a cookie of a session that has ended', () => ({ Cookie: `sid=${attacked.sessions.ended}` })],
  ['a cookie cut off', () => ({ Cookie: cookie.slice(0, -1) })],
  ['a cookie with more to it', () => ({ Cookie: `${cookie}A` })],
  ['a cookie of another case', () => ({ Cookie: `sid=${swapCase(attacked.sessions.pic)}` })],
  ['a cookie in quotes', () => ({ Cookie: `sid="${attacked.sessions.pic}"` })],
  ['the cookie twice', () => ({ Cookie: `${cookie}; ${cookie}` })],
  ['the cookie in two headers', () => ({ Cookie: `${cookie}\r\nCookie: sid=x` })],
  ['the cookie by its name over TLS', () => ({ Cookie: `__Host-${cookie}` })],
  ['the cookie in another case', () => ({ Cookie: `SID=${attacked.sessions.pic}` })],
  ['the cookie as a token', () => ({ Authorization: `Bearer ${attacked.sessions.pic}` })],
  ['a token as a cookie', () => ({ Cookie: `sid=${attacked.tokens.pic}` })],
  ['a token without its kind', () => ({ Authorization: attacked.tokens.pic })],
  ['a token as a password', () => ({ Authorization: `Basic ${btoa(`x:${attacked.tokens.pic}`)}` })],
  ['a made-up token beside the cookie', () => ({ Cookie: cookie, Authorization: 'Bearer x' })],
  ['a token as a subprotocol', () => ({ 'Sec-WebSocket-Protocol': attacked.tokens.pic })],
  [
    'a token in a list of subprotocols',
    () => ({ 'Sec-WebSocket-Protocol': `bearer, ${attacked.tokens.pic}` }),
  ],
]

function swapCase(text: string): string {
  return [...text]
    .map((each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase()))
    .join('')
}

describe('a handshake', () => {
  it('with a cookie and our own Origin is accepted', async () => {
    expect(await upgrade(attacked.url, { Cookie: cookie, Origin: own })).toMatch(/^HTTP\/1.1 101 /)
  })

  it.each(foreign)('with a right cookie and %s is refused', async (_, headers) => {
    const answer = await upgrade(attacked.url, { Cookie: cookie, ...headers })
    expect(answer).toMatch(/^HTTP\/1.1 (400|403) /)
    expect(answer).not.toMatch(/access-control-|set-cookie/i)
  })

  it.each(strangers)('with our own Origin and %s is refused with 401', async (_, headers) => {
    expect(await upgrade(attacked.url, { Origin: own, ...headers() })).toMatch(/^HTTP\/1.1 401 /)
  })

  it.each(['token', 'access_token', 'sid', 'authorization', 'bearer'])(
    'with a token as %s in the address is refused, there and everywhere',
    async (name) => {
      for (const secret of [attacked.tokens.operator, attacked.sessions.pic]) {
        expect(await upgrade(attacked.url, {}, `/live?${name}=${secret}`)).toMatch(/^HTTP\/1.1 40[01] /)
        const { status } = await attacked.send('GET', `/api/network?${name}=${secret}`)
        expect(status).toBe(401)
      }
    },
  )

  it('agrees to no subprotocol and no extension', async () => {
    const answer = await upgrade(attacked.url, {
      Cookie: cookie,
      Origin: own,
      'Sec-WebSocket-Protocol': 'admin, chat',
      'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
    })
    expect(answer).not.toMatch(/sec-websocket-(extensions|protocol)/i)
  })
})

type End = (member: Member) => Promise<{ status: number } | { code: number }>
const admin = () => ({ authorization: `Bearer ${attacked.tokens.administrator}` })
const ends: [what: string, end: End][] = [
  ['they sign out', ({ ask }) => ask('DELETE', '/api/session')],
  ['they are demoted', ({ id, ask }) => ask('PATCH', `/api/accounts/${id}`, { role: 'auditor' }, admin())],
  ['they see less', ({ id, ask }) => ask('PATCH', `/api/accounts/${id}`, { scope: far }, admin())],
  ['they are disabled', ({ id, ask }) => ask('PATCH', `/api/accounts/${id}`, { disabled: true }, admin())],
  ['their account is reset', ({ id, ask }) => ask('POST', `/api/accounts/${id}/reset`, undefined, admin())],
  [
    'a command disables them',
    ({ name }) => runCli(['user', 'disable', '--name', name, '--data', attacked.data]),
  ],
  ['a command resets them', ({ name }) => runCli(['user', 'reset', '--name', name, '--data', attacked.data])],
]
const far = { provinces: [], types: [], satker: ['900003'] }

/** Within five seconds, and not a word from then on, while others hear on. */
async function expectSilence(watched: Watched): Promise<void> {
  expect(await until('the socket is closed', 5_000, () => watched.closed() ?? undefined)).toBe(4401)
  const [heard, heardByOther] = [watched.frames.length, other.frames.length]
  await until('others hear on', 15_000, () => (other.frames.length > heardByOther ? true : undefined))
  expect(watched.frames).toHaveLength(heard)
}

describe('an open socket', () => {
  it.each(ends)('is closed when %s', async (_, end) => {
    const member = await signUp(attacked)
    const watched = await watch(attacked.url, member.headers)
    const done = await end(member)
    expect('status' in done ? done.status < 300 : done.code === 0).toBe(true)
    await expectSilence(watched)
    expect(await upgrade(attacked.url, { Cookie: member.headers.cookie!, Origin: own })).toMatch(
      /^HTTP\/1.1 401 /,
    )
  })

  it('is closed when another session of theirs changes the password, which goes on with a new cookie', async () => {
    const member = await signUp(attacked)
    const elsewhere = await member.again()
    const [here, there] = [
      await watch(attacked.url, member.headers),
      await watch(attacked.url, elsewhere.headers),
    ]
    const body = { current: member.password, next: 'pagi cerah di waingapu' }
    const changed = await elsewhere.ask('POST', '/api/password', body)
    expect(changed.status).toBe(204)
    await expectSilence(here)
    await expectSilence(there)
    const [cookie = ''] = changed.headers['set-cookie'] ?? []
    const anew = await watch(attacked.url, { cookie: cookie.split(';')[0]!, origin: attacked.url })
    expect(anew.closed()).toBeNull()
    anew.end()
  })

  it('of a program is closed when a command revokes its token', async () => {
    const order = { name: 'watcher', role: 'viewer', scope: 'everything', days: 1 }
    const { ask } = await signUp(attacked)
    const { text } = await ask('POST', '/api/tokens', order, admin())
    const { token } = JSON.parse(text) as { token: string }
    const watched = await watch(attacked.url, { authorization: `Bearer ${token}` })
    const { code, err } = await runCli(['token', 'revoke', '--name', 'watcher', '--data', attacked.data])
    expect(code, err).toBe(0)
    await expectSilence(watched)
  })
})
