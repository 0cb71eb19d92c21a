import { execFile } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { appendEach, auditEvent, headOf, storeOfDozen, tamper } from '../../db/audit-entries.test-kit.ts'
import type { Store } from '../../db/open-store.ts'
import { temporaryFolder, temporaryStore } from '../../db/temporary-store.test-kit.ts'

const cli = join(import.meta.dirname, '..', 'cli.ts')

interface Said {
  code: unknown
  out: string
  err: string
}

/** As a shell would, while the store is open in this process. */
function audit(words: string[], folder: string): Promise<Said> {
  return new Promise((settle) => {
    execFile(process.execPath, [cli, 'audit', ...words, '--data', folder], (error, out, err) =>
      settle({ code: error ? error.code : 0, out, err }),
    )
  })
}

const folderOf = (store: Store) => dirname(store.file)

describe('audit verify', () => {
  it('says that the trail is unbroken and what its head is, beside a program that records', async () => {
    const store = await storeOfDozen()
    const head = await headOf(store)
    const said = { code: 0, out: `12 entries, unbroken, head ${head}\n`, err: '' }
    expect(await audit(['verify'], folderOf(store))).toEqual(said)
    expect(await audit(['verify', '--head', head.toUpperCase()], folderOf(store))).toEqual(said)
  })

  it('says so of a store that nobody has open, and of one without entries', async () => {
    const store = await temporaryStore()
    await store.close()
    expect(await audit(['verify'], folderOf(store))).toEqual({
      code: 0,
      out: '0 entries, unbroken\n',
      err: '',
    })
  })

  it.each<[how: string, statement: string, said: string]>([
    [
      'changed',
      "update audit set who = 'account:lain' where id = 5",
      'entry 5 was changed: its hash is not that of what it says; 4 entries before it are unbroken\n',
    ],
    [
      'removed',
      'delete from audit where id = 1',
      'entry 2 has none before it: at least one is missing there; 0 entries before it are unbroken\n',
    ],
  ])('finds what was %s', async (_, statement, out) => {
    const store = await storeOfDozen()
    tamper(store, (database) => database.exec(statement))
    expect(await audit(['verify'], folderOf(store))).toEqual({ code: 1, out, err: '' })
  })

  it('finds an end that was cut off, by the head of before', async () => {
    const store = await storeOfDozen()
    const head = await headOf(store)
    tamper(store, (database) => database.exec('delete from audit where id > 10'))
    expect(await audit(['verify'], folderOf(store))).toMatchObject({ code: 0 })
    expect(await audit(['verify', '--head', head], folderOf(store))).toEqual({
      code: 1,
      out: `10 entries, unbroken, but without head ${head}: cut off at the end, or written anew\n`,
      err: '',
    })
  })
})

describe('audit verify where the database would take a change', () => {
  const lost = 'the database no longer refuses changes to the trail: the trigger audit_unremoved is'

  it('says so of an unbroken trail', async () => {
    const store = await storeOfDozen()
    const head = await headOf(store)
    await sql`drop trigger audit_unremoved`.execute(store.db)
    const { code, out } = await audit(['verify'], folderOf(store))
    expect([code, out.split('\n')]).toEqual([
      1,
      [`12 entries, unbroken, head ${head}`, expect.stringContaining(lost), ''],
    ])
  })

  it('says so beside what was changed', async () => {
    const store = await storeOfDozen()
    await sql`drop trigger audit_unremoved`.execute(store.db)
    await sql`delete from audit where id = 1`.execute(store.db)
    const { code, out } = await audit(['verify'], folderOf(store))
    expect([code, out.split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^entry 2 has none before it/), expect.stringContaining(lost), ''],
    ])
  })
})

describe('audit list and audit export', () => {
  const forged = auditEvent({
    at: 1_795_330_000_000,
    who: 'nobody',
    subject: 'a\r\nb\u001b[2J\u202e\u2028\u009b',
  })

  it('list entries as JSON, newest first, each on a line that obeys nobody', async () => {
    const store = await storeOfDozen()
    await appendEach(store, [forged])
    const { code, out } = await audit(['list', '--limit', '2'], folderOf(store))
    expect(code).toBe(0)
    expect(out).not.toMatch(/[^\n\x20-\x7e]/)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(lines).toMatchObject([
      { id: 13, who: 'nobody', subject: forged.subject, time: '2026-11-22T06:46:40.000Z' },
      { id: 12, what: 'account.change' },
    ])
  })

  it('take what is looked for, and export all of it', async () => {
    const store = await storeOfDozen()
    await appendEach(store, [forged])
    const filter = ['--who', 'nobody', '--from', '2026-11-22T06:46:40Z', '--to', '2026-11-23T00:00:00+07:00']
    const listed = await audit(['list', ...filter], folderOf(store))
    expect(listed.out.trimEnd().split('\n')).toHaveLength(1)
    const { code, out } = await audit(['export', ...filter, '--outcome', 'done'], folderOf(store))
    expect(code).toBe(0)
    expect(out.split('\r\n')).toEqual([
      expect.stringMatching(/^\ufeffid;at;/),
      '13;1795330000000;2026-11-22 06:46:40;nobody;sign-in;a\\u000d\\u000ab\\u001b[2J\\u202e\\u2028\\u009b;done;;;10.0.0.1',
      '',
    ])
  })
})

it.each<[words: string[], why: string]>([
  [[], 'write audit verify, audit list or audit export'],
  [['verified'], 'not "audit verified"'],
  [['verify', 'list'], 'not "audit verify list"'],
  [['verify', '--who', 'a'], 'audit verify takes no --who'],
  [['list', '--head', 'a'], 'audit list takes no --head'],
  [['export', '--limit', '5'], 'audit export takes no --limit'],
  [['verify', '--head', 'abc'], '--head abc: write the 64 hexadecimal digits'],
  [['list', '--limit', '0'], '--limit 0: write a number from 1 to 1000000'],
  [['list', '--from', 'kemarin'], '--from kemarin: write 2026-11-27'],
  [['list', '--to', '2026-13-01'], '--to 2026-13-01: write'],
  [['list', '--from', '2026-01-02', '--to', '2026-01-02'], 'is not before --to'],
  [['list', '--outcome', 'maybe'], '--outcome maybe: write done or refused'],
])('audit %j is not understood, and told what would be right', async (words, why) => {
  const { code, out, err } = await audit(words, '/nowhere')
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(why)
})

it('a folder without a store is told, and one of another version', async () => {
  const folder = temporaryFolder()
  const missing = await audit(['verify'], folder)
  expect(missing).toMatchObject({
    code: 1,
    err: expect.stringContaining('Give the data folder of the collector'),
  })
  const store = await temporaryStore()
  await store.db
    .insertInto('kysely_migration' as never)
    .values({ name: '9999-later', timestamp: '' } as never)
    .execute()
  expect(await audit(['verify'], folderOf(store))).toMatchObject({
    code: 1,
    err: expect.stringContaining('written by a newer version'),
  })
  appendFileSync(
    join(folder, 'satker-connected.db'),
    'not a database, but long enough to be taken for one'.repeat(20),
  )
  expect(await audit(['verify'], folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read'),
  })
})
