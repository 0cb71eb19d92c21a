/** Whatever is done through a real collector stands in its audit trail once, and what is refused within bounds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../commands/cli.test-kit.ts'
import { acts } from './attack-acts.test-kit.ts'
import { signUp } from './attack-people.test-kit.ts'
import { mutating } from './attack-routes.test-kit.ts'
import { type Answer, type Attacked, auditSince, startAttacked } from './attack-stage.test-kit.ts'

let attacked: Attacked
beforeAll(async () => {
  attacked = await startAttacked()
}, 60_000)
afterAll(() => attacked.stop())

const newest = () => auditSince(attacked.data).at(-1)?.id ?? 0

describe.each(mutating)('%s', (route) => {
  it('leaves one entry of who did what to whom, and from where', async () => {
    const prepare = acts[route]
    if (prepare === undefined) throw new Error(`${route} is not in the table of attack-acts.test-kit.ts.`)
    const { go, told } = await prepare(attacked)
    const before = newest()
    const { status, text } = await go()
    expect(status, text).toBeLessThan(300)
    const entries = auditSince(attacked.data, before).map(({ who, what, subject, outcome, address }) => ({
      who,
      what,
      subject,
      outcome,
      address,
    }))
    expect(entries).toEqual(told === null ? [] : [{ ...told, outcome: 'done', address: '127.0.0.1' }])
  })
})

it('the table of acts has no route that is gone', () => {
  expect(Object.keys(acts).filter((route) => !mutating.includes(route))).toEqual([])
})

const rounds = 25

describe('what is refused', () => {
  const json = { 'content-type': 'application/json' }
  const bearer = (token: string) => ({ ...json, authorization: `Bearer ${token}` })
  let member: Record<string, string> = {}
  const kinds: [what: string, ask: () => Promise<Answer>][] = [
    ['request.not-signed-in', () => attacked.send('GET', '/api/network', bearer('sck_x'))],
    ['request.forbidden', () => attacked.send('GET', '/api/accounts', bearer(attacked.tokens.pic))],
    [
      'request.bad-origin',
      () => attacked.send('DELETE', '/api/sessions', { ...member, ...json, origin: 'http://evil.example' }),
    ],
    [
      'request.second-factor-needed',
      () => {
        const cookie = `sid=${attacked.sessions.administrator}`
        return attacked.send('GET', '/api/accounts', { ...json, cookie, 'x-forwarded-for': '10.0.0.1' })
      },
    ],
    [
      'sign-in',
      () => attacked.send('POST', '/api/session', json, '{"name":"\\u001b[2J","password":"x\\r\\ny"}'),
    ],
    ['password.check', () => attacked.send('POST', '/api/password', { ...member, ...json }, wrongPassword)],
  ]
  const wrongPassword = JSON.stringify({ current: 'salah', next: 'salah juga dong' })

  it('is told of by its kind, a minute’s rows at most, and the rest as a number', async () => {
    member = (await signUp(attacked)).headers
    const before = newest()
    for (let round = 0; round < rounds; round += 1)
      for (const [what, ask] of kinds) expect((await ask()).status, what).toBeGreaterThan(400)
    // What there was beyond a minute's rows is told at the latest when it ends.
    await attacked.end()
    const refused = auditSince(attacked.data, before).filter(({ outcome }) => outcome === 'refused')
    const more = refused.filter(({ what }) => what === 'refused.more')
    const rows = refused.filter(({ what }) => what !== 'refused.more')
    expect(new Set(rows.map(({ what }) => what))).toEqual(new Set(kinds.map(([what]) => what)))
    expect(rows.length).toBeLessThan(rounds * kinds.length)
    const counted = more.reduce((sum, { after }) => sum + (JSON.parse(after!) as { more: number }).more, 0)
    expect(rows.length + counted).toBe(rounds * kinds.length)
    expect(JSON.stringify(refused)).not.toMatch(/salah|\\u001b|sck_x/)
  })

  it('leaves the trail unbroken', async () => {
    const { code, out } = await runCli(['audit', 'verify', '--data', attacked.data])
    expect(out).toMatch(/^\d+ entries, unbroken, head [0-9a-f]{64}\n$/)
    expect(code).toBe(0)
  })
})
