import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { appendEach, auditEvent } from '../../db/audit-entries.test-kit.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { AuditTrail } from '../access/audit-trail.ts'
import { roles } from '../domain/role.ts'
import { anAdministrator, fakeDeps, identitiesOf, startedAt } from './fake-deps.test-kit.ts'
import { mismatches } from './json-schema.ts'
import { accessSchemas } from './openapi-access-schemas.ts'
import { createServer } from './server.ts'
import type { WireAudit } from './wire-access.ts'

let url = ''

async function serve(role = 'auditor' as (typeof roles)[number]): Promise<string> {
  const store = await temporaryStore()
  await appendEach(store, [
    auditEvent({ at: startedAt - 3_000, who: 'nobody', outcome: 'refused' }),
    auditEvent({
      at: startedAt - 2_000,
      what: 'account.add',
      subject: 'account:siti',
      after: { role: 'viewer' },
    }),
    auditEvent({ at: startedAt - 1_000, who: 'account:=1+1' }),
  ])
  const caller = { ...anAdministrator, name: 'rini', role }
  const server = createServer(fakeDeps({ identities: identitiesOf(caller), audit: new AuditTrail(store) }))
  onTestFinished(() => server.close())
  return (await server.listen('127.0.0.1', 0)).url
}

beforeEach(async () => {
  url = await serve()
})

async function asked(query: string): Promise<WireAudit> {
  const response = await fetch(`${url}/api/audit${query}`)
  expect(response.status).toBe(200)
  return (await response.json()) as WireAudit
}

describe('GET /api/audit', () => {
  it('answers as documented, newest first, and stands in its own answer', async () => {
    const answer = await asked('')
    expect(mismatches(answer, accessSchemas.Audit!, accessSchemas)).toEqual([])
    expect(answer.entries.map(({ id, who, what }) => [id, who, what])).toEqual([
      [4, 'account:rini', 'audit.read'],
      [3, 'account:=1+1', 'sign-in'],
      [2, 'account:budi', 'account.add'],
      [1, 'nobody', 'sign-in'],
    ])
    expect(answer.entries[0]).toMatchObject({ at: startedAt, address: '127.0.0.1' })
    expect(answer.head).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each<[query: string, ids: number[], more: boolean]>([
    ['?limit=1', [4], true],
    ['?before=3&limit=1', [2], true],
    ['?before=2', [1], false],
    ['?who=nobody', [1], false],
    ['?who=account:&what=account.', [2], false],
    ['?outcome=refused', [1], false],
    [`?from=${startedAt - 2_000}&to=${startedAt}`, [3, 2], false],
  ])('takes %s', async (query, ids, more) => {
    const answer = await asked(query)
    expect([answer.entries.map(({ id }) => id), answer.more]).toEqual([ids, more])
  })

  it.each([
    ['?limit=0', 'limit must be a whole number from 1 to 200, not "0".'],
    ['?limit=201', 'limit must be a whole number from 1 to 200, not "201".'],
    ['?before=x', 'before must be a whole number'],
    ['?outcome=maybe', 'outcome must be done or refused, not "maybe".'],
    ['?who=', 'who has 1 to 200 characters'],
    [`?what=${'a'.repeat(201)}`, 'what has 1 to 200 characters'],
    ['?from=5&to=5', 'from must be before to'],
    ['?from=kemarin', 'from must be a time'],
    ['?page=2', 'There is no parameter "page" here'],
  ])('refuses %s, with what would be right', async (query, why) => {
    const response = await fetch(`${url}/api/audit${query}`)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(why)
  })
})

describe('GET /api/audit.csv', () => {
  it('is a file of ours by name, and computes nothing', async () => {
    const response = await fetch(`${url}/api/audit.csv?what=sign-in`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="audit-2026-11-22.csv"')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/^3;\d{13};2026-11-22 \d\d:\d\d:\d\d;account:=1\+1;sign-in;;done;;;10\.0\.0\.1$/)
  })

  it('is told in the trail each time, with what was asked for', async () => {
    for (let times = 0; times < 2; times += 1) await (await fetch(`${url}/api/audit.csv?who=nobody`)).text()
    const { entries } = await asked('?what=audit.export')
    expect(entries.map(({ after }) => after)).toEqual([{ who: 'nobody' }, { who: 'nobody' }])
  })

  it('takes no page, as it is the whole', async () => {
    expect((await fetch(`${url}/api/audit.csv?limit=5`)).status).toBe(400)
  })
})

it.each(roles.map((role) => [role, role === 'auditor' ? 200 : 403] as const))(
  'is answered to the role %s with %i',
  async (role, status) => {
    const as = await serve(role)
    expect((await fetch(`${as}/api/audit`)).status).toBe(status)
    expect((await fetch(`${as}/api/audit.csv`)).status).toBe(status)
  },
)
