import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appendEach, auditEvent, headOf, storeOfDozen, tamper } from './audit-entries.test-kit.ts'
import { auditHash } from './audit.ts'
import type { Store } from './open-store.ts'
import { verifyAudit } from './verify-audit.ts'

/** A trail that is whole again before each change. */
async function spoilable() {
  const store = await storeOfDozen()
  const rows = await store.db.selectFrom('audit').selectAll().orderBy('id').execute()
  const spoil = (change: (database: DatabaseSync) => void) =>
    tamper(store, (database) => {
      database.exec('begin; delete from audit')
      for (const row of rows) insert(database, row)
      change(database)
      database.exec('commit')
    })
  return { store, rows, spoil, head: await headOf(store) }
}

type Row = Awaited<ReturnType<typeof spoilable>>['rows'][number]

function insert(database: DatabaseSync, row: Row): void {
  const { id, at, who, what, subject, outcome, before, after, address, previous_hash, hash } = row
  database
    .prepare('insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, at, who, what, subject, outcome, before, after, address, previous_hash, hash)
}

async function brokenIn(store: Store) {
  return (await verifyAudit(store.db)).broken
}

const anyId = fc.integer({ min: 1, max: 12 })
const columns = [
  'at',
  'who',
  'what',
  'subject',
  'outcome',
  'before',
  'after',
  'address',
  'previous_hash',
  'hash',
]
const anyValue: fc.Arbitrary<SQLInputValue> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true }),
  fc.uint8Array({ maxLength: 8 }),
  fc.constant('{"role":"administrator"}'),
)

describe('an audit trail that somebody touched', () => {
  it('shows a changed entry, whichever, and whatever of it', async () => {
    const { store, spoil } = await spoilable()
    const change = fc.asyncProperty(
      anyId,
      fc.constantFrom(...columns),
      anyValue,
      async (id, column, value) => {
        let isAnother = true
        spoil((database) => {
          const read = database.prepare(
            `select typeof("${column}") || hex("${column}") as it from audit where id = ?`,
          )
          const before = read.get(id)?.it
          database.prepare(`update audit set "${column}" = ? where id = ?`).run(value, id)
          isAnother = read.get(id)?.it !== before
        })
        fc.pre(isAnother)
        expect(await brokenIn(store)).toEqual({ id, how: 'changed' })
      },
    )
    await fc.assert(change, { numRuns: 200 })
  })

  it('shows what was taken out of an entry', async () => {
    const { store, spoil } = await spoilable()
    for (const column of ['subject', 'address', 'previous_hash']) {
      spoil((database) => database.exec(`update audit set ${column} = null where id = 2`))
      expect(await brokenIn(store)).toEqual({ id: 2, how: 'changed' })
    }
  })

  it('shows a removed entry by the one after it', async () => {
    const { store, spoil } = await spoilable()
    for (let id = 1; id < 12; id += 1) {
      spoil((database) => database.prepare('delete from audit where id = ?').run(id))
      expect(await brokenIn(store)).toEqual({ id: id + 1, how: 'missing-before' })
    }
  })

  it('shows two entries that changed places', async () => {
    const { store, spoil } = await spoilable()
    const swap = fc.asyncProperty(anyId, anyId, async (one, other) => {
      fc.pre(one !== other)
      spoil((database) => {
        const move = database.prepare('update audit set id = ? where id = ?')
        move.run(999, one)
        move.run(one, other)
        move.run(other, 999)
      })
      expect(await brokenIn(store)).toEqual({ id: Math.min(one, other), how: 'changed' })
    })
    await fc.assert(swap)
  })

  it('shows an entry put in between, also one with a hash that fits', async () => {
    const { store, rows, spoil } = await spoilable()
    const put = fc.asyncProperty(anyId, fc.boolean(), async (id, isHashed) => {
      spoil((database) => {
        // The others make room from the end on, as their ids are unique.
        const move = database.prepare('update audit set id = id + 1 where id = ?')
        for (let each = 12; each >= id; each -= 1) move.run(each)
        insert(database, foreign(id, rows[id - 2]?.hash ?? null, isHashed))
      })
      expect(await brokenIn(store)).toEqual({ id: isHashed ? id + 1 : id, how: 'changed' })
    })
    await fc.assert(put)
  })

  it('shows an entry before the first, and one that follows nothing', async () => {
    const { store, rows, spoil } = await spoilable()
    spoil((database) => insert(database, foreign(0, null, true)))
    expect(await brokenIn(store)).toEqual({ id: 0, how: 'unlinked' })
    spoil((database) => insert(database, foreign(13, rows[3]?.hash ?? null, true)))
    expect(await brokenIn(store)).toEqual({ id: 13, how: 'unlinked' })
  })

  it('shows entries whose hashes were all made to fit again, by a head that was told before', async () => {
    const { store, rows, spoil, head } = await spoilable()
    for (const from of rows.keys()) {
      spoil((database) => {
        database.prepare('delete from audit where id > ?').run(from)
        let previous = rows[from - 1]?.hash ?? null
        for (const row of rows.slice(from)) {
          const other = { ...row, who: 'account:orang-lain', previous_hash: previous }
          previous = auditHash(other)
          insert(database, { ...other, hash: previous })
        }
      })
      const verdict = await verifyAudit(store.db, { heads: [head] })
      expect(verdict).toMatchObject({ entries: 12, broken: null, absent: [head] })
    }
  })

  it('shows an end that was cut off, by a head that was told before, also when it grew again', async () => {
    const { store, spoil, head } = await spoilable()
    for (let left = 0; left < 12; left += 1) {
      spoil((database) => database.prepare('delete from audit where id > ?').run(left))
      const verdict = await verifyAudit(store.db, { heads: [head] })
      expect(verdict).toMatchObject({ entries: left, broken: null, absent: [head] })
    }
    await appendEach(store, [auditEvent({ who: 'nobody' })])
    expect(await verifyAudit(store.db, { heads: [head] })).toMatchObject({ entries: 12, absent: [head] })
  })
})

function foreign(id: number, previous: string | null, isHashed: boolean): Row {
  const row = {
    id,
    at: 1,
    who: 'account:budi',
    what: 'sign-in',
    subject: null,
    outcome: 'done' as const,
    before: null,
    after: null,
    address: null,
    previous_hash: previous,
  }
  return { ...row, hash: isHashed ? auditHash(row) : 'x' }
}
