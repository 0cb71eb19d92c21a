import { describe, expect, it } from 'vitest'
import { appendEach, auditEvent, tamper } from './audit-entries.test-kit.ts'
import { auditHead } from './audit-head.ts'
import { type AuditQuery, findAudit } from './find-audit.ts'
import { plan, seenQueries } from './seen-queries.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const anything: AuditQuery = {
  from: null,
  to: null,
  who: null,
  what: null,
  outcome: null,
  before: null,
  limit: 100,
}

const events = [
  auditEvent({ at: 100, who: 'nobody', outcome: 'refused', address: '10.0.0.9' }),
  auditEvent({ at: 200 }),
  auditEvent({ at: 300, what: 'account.add', subject: 'account:siti', after: { role: 'viewer' } }),
  auditEvent({ at: 400, who: 'shell:root', what: 'account.disable', subject: 'account:siti', address: null }),
  auditEvent({ at: 350, who: 'account:budi.2', what: 'accounts' }),
]

async function found(asked: Partial<AuditQuery>): Promise<number[]> {
  const store = await temporaryStore()
  await appendEach(store, events)
  return (await findAudit(store.db, { ...anything, ...asked })).map(({ id }) => id)
}

const cases: [what: string, asked: Partial<AuditQuery>, ids: number[]][] = [
  ['everything, newest first', {}, [5, 4, 3, 2, 1]],
  ['no more than asked for', { limit: 2 }, [5, 4]],
  ['what is older than another', { before: 4, limit: 2 }, [3, 2]],
  ['nothing before the first', { before: 1 }, []],
  ['from a time on', { from: 350 }, [5, 4]],
  ['until before a time', { to: 300 }, [2, 1]],
  ['one who', { who: 'account:budi' }, [3, 2]],
  ['every account', { who: 'account:' }, [5, 3, 2]],
  ['one kind', { what: 'account.add' }, [3]],
  ['kinds that begin alike, up to the point', { what: 'account.' }, [4, 3]],
  ['no kind by a part of its name', { what: 'account' }, []],
  ['what was refused', { outcome: 'refused' }, [1]],
  ['all of it together', { who: 'account:', what: 'sign-in', outcome: 'done', to: 300 }, [2]],
  ['nobody by signs that stand for others', { who: 'account%' }, []],
]

describe('what is found in the audit trail', () => {
  it.each(cases)('is %s', async (_, asked, ids) => {
    expect(await found(asked)).toEqual(ids)
  })

  it('is told as it was written', async () => {
    const store = await temporaryStore()
    await appendEach(store, events.slice(2, 3))
    expect(await findAudit(store.db, anything)).toEqual([
      {
        id: 1,
        at: 300,
        who: 'account:budi',
        what: 'account.add',
        subject: 'account:siti',
        outcome: 'done',
        before: null,
        after: { role: 'viewer' },
        address: '10.0.0.1',
      },
    ])
    expect(await auditHead(store.db)).toEqual({ entries: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('is nothing in a trail without entries', async () => {
    const store = await temporaryStore()
    expect(await findAudit(store.db, anything)).toEqual([])
    expect(await auditHead(store.db)).toBeNull()
  })

  it('is shown also where another hand left what is no JSON', async () => {
    const store = await temporaryStore()
    await appendEach(store, events)
    tamper(store, (database) => database.exec("update audit set after = '{' where id = 3"))
    expect(await findAudit(store.db, { ...anything, what: 'account.add' })).toMatchObject([{ after: '{' }])
  })
})

it.each<Partial<AuditQuery>>([
  {},
  { who: 'nobody' },
  { what: 'account.', from: 5 },
  { who: 'a:', what: 'sign-in' },
])('asks for a stretch of the trail at a time, in the order it stands in: %j', async (asked) => {
  const store = await temporaryStore()
  await appendEach(store, events)
  const { db, seen } = seenQueries(store.db)
  await findAudit(db, { ...anything, ...asked })
  const plans = await Promise.all(seen.map((query) => plan(store.db, query)))
  const stretches = plans.flat().filter((line) => /id[<>]\?|rowid[<>]\?/.test(line))
  expect(stretches).toHaveLength(1)
  expect(plans.flat().join('\n')).not.toContain('TEMP B-TREE')
})
