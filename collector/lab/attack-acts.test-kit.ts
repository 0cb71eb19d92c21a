/** What is done by every route that changes something, so that it succeeds, and what the audit trail is to say of it. */
import { acceptedStep, hotp } from '../access/totp.ts'
import { askAs, type Member, signUp } from './attack-people.test-kit.ts'
import type { Answer, Attacked } from './attack-stage.test-kit.ts'
import { own } from './two-offices.ts'

export interface Act {
  /** What was done before is told of by itself. */
  go(): Promise<Answer>
  /** Null: it changes nothing. */
  told: { who: string; what: string; subject: string | null } | null
}

type Prepare = (attacked: Attacked) => Promise<Act>
const admin = 'token:administrator'
const next = 'hujan sore di mataram'

const byMember = (
  what: string | null,
  go: (member: Member) => Promise<Answer>,
  before: (member: Member) => Promise<unknown> = async () => {},
): Prepare => {
  return async (attacked) => {
    const member = await signUp(attacked)
    await before(member)
    const told = what === null ? null : { who: `account:${member.name}`, what, subject: null }
    return { go: () => go(member), told }
  }
}

/** Done by an administrator to somebody, or something, that was made for it. */
const byAdmin = (
  what: string,
  kind: string,
  go: (ask: Member['ask'], id: string) => Promise<Answer>,
): Prepare => {
  return async (attacked) => {
    const ask = askAs(attacked, { authorization: `Bearer ${attacked.tokens.administrator}` })
    const named = kind === 'token' ? await makeToken(ask) : await signUp(attacked)
    return { go: () => go(ask, named.id), told: { who: admin, what, subject: `${kind}:${named.name}` } }
  }
}

const ofOwn = { provinces: [], types: [], satker: [own.code] }
const order = { role: 'viewer', scope: 'everything', days: 1 }

async function makeToken(ask: Member['ask']): Promise<{ id: string; name: string }> {
  const { text } = await ask('POST', '/api/tokens', { name: 'to-go', ...order })
  return (JSON.parse(text) as { entry: { id: string; name: string } }).entry
}

const making = (what: string, subject: string, path: string, body: object): Prepare => {
  return async (attacked) => {
    const ask = askAs(attacked, { authorization: `Bearer ${attacked.tokens.administrator}` })
    return { go: () => ask('POST', path, body), told: { who: admin, what, subject } }
  }
}

const byPic = (what: string, path: string): Prepare => {
  return async (attacked) => {
    const ask = askAs(attacked, { authorization: `Bearer ${attacked.tokens.pic}` })
    return { go: () => ask('POST', path), told: { who: 'token:pic', what, subject: `satker:${own.code}` } }
  }
}

const invited: Prepare = async (attacked) => {
  const ask = askAs(attacked, { authorization: `Bearer ${attacked.tokens.administrator}` })
  const body = { name: 'diundang', role: 'viewer', scope: 'everything' }
  const link = linkIn(await ask('POST', '/api/accounts', body))
  const told = { who: 'account:diundang', what: 'one-time.use', subject: null }
  return { go: () => askAs(attacked, {})('POST', '/api/one-time/use', { link, password: next }), told }
}

const looking: Prepare = async (attacked) => {
  const ask = askAs(attacked, { authorization: `Bearer ${attacked.tokens.administrator}` })
  const body = { name: 'belum', role: 'viewer', scope: 'everything' }
  const link = linkIn(await ask('POST', '/api/accounts', body))
  return { go: () => askAs(attacked, {})('POST', '/api/one-time/look', { link }), told: null }
}

function linkIn({ text }: Answer): string {
  return (JSON.parse(text) as { path: string }).path.split('#')[1]!
}

const signingIn: Prepare = async (attacked) => {
  const { name, password } = await signUp(attacked)
  const told = { who: `account:${name}`, what: 'sign-in', subject: null }
  return { go: () => askAs(attacked, {})('POST', '/api/session', { name, password }), told }
}

async function firstOther({ ask, again }: Member): Promise<string> {
  await again()
  const { text } = await ask('GET', '/api/sessions')
  const { sessions } = JSON.parse(text) as { sessions: { id: string; isThis: boolean }[] }
  return sessions.find(({ isThis }) => !isThis)!.id
}

const begin = ({ ask, password }: Member) => ask('POST', '/api/second-factor', { password })

async function confirm(member: Member): Promise<Answer> {
  const { secret } = JSON.parse((await begin(member)).text) as { secret: string }
  return member.ask('POST', '/api/second-factor/confirm', { code: codeOf(secret) })
}

/** As a telephone computes it from what it was told (RFC 4648, RFC 6238). */
function codeOf(secret: string, stepsFromNow = 0): string {
  const bits = [...secret].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  const bytes = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const code = hotp(bytes, Math.floor(Date.now() / 30_000) + stepsFromNow)
  if (acceptedStep(bytes, code, Date.now(), null) === null) throw new Error('The code is none.')
  return code
}

/** A code is taken once, so that the next one is shown; and with the factor came another session. */
const removing: Prepare = async (attacked) => {
  const { ask, name, password } = await signUp(attacked)
  const { secret } = JSON.parse((await ask('POST', '/api/second-factor', { password })).text) as {
    secret: string
  }
  const { headers } = await ask('POST', '/api/second-factor/confirm', { code: codeOf(secret) })
  const [cookie = ''] = headers['set-cookie'] ?? []
  const own = { cookie: cookie.split(';')[0]!, origin: attacked.url }
  const body = { password, code: codeOf(secret, 1) }
  return {
    go: () => askAs(attacked, own)('DELETE', '/api/second-factor', body),
    told: { who: `account:${name}`, what: 'second-factor.remove', subject: null },
  }
}

export const acts: Record<string, Prepare> = {
  'POST /api/satker/:code/pic/phone': byPic('pic.reveal', `/api/satker/${own.code}/pic/phone`),
  'POST /api/satker/:code/pic/confirmation': byPic('pic.confirm', `/api/satker/${own.code}/pic/confirmation`),
  'POST /api/session': signingIn,
  'POST /api/one-time/look': looking,
  'POST /api/one-time/use': invited,
  'DELETE /api/session': byMember('sign-out', ({ ask }) => ask('DELETE', '/api/session')),
  'DELETE /api/sessions': byMember('session.end', ({ ask }) => ask('DELETE', '/api/sessions')),
  'DELETE /api/sessions/:id': async (attacked) => {
    const member = await signUp(attacked)
    const id = await firstOther(member)
    const told = { who: `account:${member.name}`, what: 'session.end', subject: null }
    return { go: () => member.ask('DELETE', `/api/sessions/${id}`), told }
  },
  'POST /api/password': byMember('password.change', ({ ask, password }) =>
    ask('POST', '/api/password', { current: password, next }),
  ),
  // Nothing is another before a code of it was confirmed.
  'POST /api/second-factor': byMember(null, begin),
  'POST /api/second-factor/confirm': byMember('second-factor.set', confirm),
  'DELETE /api/second-factor': removing,
  'POST /api/accounts': making('account.add', 'account:baru', '/api/accounts', {
    name: 'baru',
    role: 'pic',
    scope: ofOwn,
  }),
  'PATCH /api/accounts/:id': byAdmin('account.change', 'account', (ask, id) =>
    ask('PATCH', `/api/accounts/${id}`, { role: 'pic', scope: ofOwn }),
  ),
  'POST /api/accounts/:id/reset': byAdmin('account.reset', 'account', (ask, id) =>
    ask('POST', `/api/accounts/${id}/reset`),
  ),
  'POST /api/tokens': making('token.add', 'token:baru', '/api/tokens', { name: 'baru', ...order }),
  'DELETE /api/tokens/:id': byAdmin('token.revoke', 'token', (ask, id) => ask('DELETE', `/api/tokens/${id}`)),
}
