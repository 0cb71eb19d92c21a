import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { appendEach, auditEvent, headOf, storeOfDozen } from './audit-entries.test-kit.ts'
import { openReadOnly } from './open-read-only.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'
import { verifyAudit } from './verify-audit.ts'

describe('an audit trail that nobody touched', () => {
  it('is unbroken, and has the head that was told of it', async () => {
    const store = await storeOfDozen()
    const head = await headOf(store)
    const progress: number[] = []
    const verdict = await verifyAudit(store.db, { heads: [head], onProgress: (each) => progress.push(each) })
    expect(verdict).toEqual({ entries: 12, head, broken: null, absent: [] })
    expect(progress).toEqual([])
  })

  it('is unbroken when it is empty', async () => {
    const store = await temporaryStore()
    expect(await verifyAudit(store.db)).toEqual({ entries: 0, head: null, broken: null, absent: [] })
  })

  it('has the heads of earlier days too, and tells how far it is', async () => {
    const store = await storeOfDozen()
    const early = await headOf(store)
    await appendEach(
      store,
      Array.from({ length: 1_200 }, (_, index) => auditEvent({ at: index })),
    )
    const progress: number[] = []
    const verdict = await verifyAudit(store.db, { heads: [early], onProgress: (each) => progress.push(each) })
    expect(verdict).toMatchObject({ entries: 1_212, broken: null, absent: [] })
    expect(progress).toEqual([500, 1_000])
  })

  it.each(['a\0b', '\0', 'a\ud800b', '\ufeffa', 'e\u0301 \u00e9'])(
    'reads back %j as it was hashed',
    async (text) => {
      const store = await temporaryStore()
      await appendEach(store, [
        auditEvent({ who: text, subject: text, after: { [text]: text } }),
        auditEvent(),
      ])
      expect(await verifyAudit(store.db)).toMatchObject({ entries: 2, broken: null })
    },
  )

  it('reads back what was written, whatever it is', async () => {
    const text = fc.string({ unit: 'binary' })
    const store = await temporaryStore()
    const anyEvent = fc.record({ who: text, subject: fc.option(text), after: fc.jsonValue(), at: fc.nat() })
    await fc.assert(
      fc.asyncProperty(anyEvent, async (some) => {
        await appendEach(store, [auditEvent({ ...some, who: `x${some.who}\ud800` })])
        expect((await verifyAudit(store.db)).broken).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})

describe('the database itself', () => {
  it.each(["update audit set who = 'x'", 'delete from audit', 'replace into audit select * from audit'])(
    'refuses to %s',
    async (statement) => {
      const store = await storeOfDozen()
      const database = new DatabaseSync(store.file)
      try {
        expect(() => database.exec(statement)).toThrow('only added to')
      } finally {
        database.close()
      }
      expect((await verifyAudit(store.db)).broken).toBeNull()
    },
  )
})

it('is read beside the program that records, by a connection that can change nothing', async () => {
  const store = await storeOfDozen()
  const reader = await openReadOnly(dirname(store.file))
  onTestFinished(() => reader.close())
  expect(await verifyAudit(reader.db)).toMatchObject({ entries: 12, broken: null })
  await appendEach(store, [auditEvent()])
  expect(await verifyAudit(reader.db)).toMatchObject({ entries: 13, broken: null })
  await expect(reader.db.deleteFrom('session').execute()).rejects.toThrow('readonly')
})
