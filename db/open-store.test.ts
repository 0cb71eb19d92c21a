import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate, migrations } from './migrate.ts'
import { filesIn, openStore } from './open-store.ts'
import { checkIntegrity, connect, isAtLeast } from './sqlite.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'
import { beginWatch, recordHeartbeat } from './watch.ts'

const links = (store: Awaited<ReturnType<typeof openStore>>) =>
  store.db.selectFrom('link').selectAll().execute()

it('makes its folder, for its own user alone', async () => {
  const folder = join(temporaryFolder(), 'a', 'b')
  const store = await temporaryStore([], folder)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(store.file).toBe(join(folder, 'satker-connected.db'))
  expect(isAtLeast(store.sqliteVersion, '3.51.3')).toBe(true)
  expect(await checkIntegrity(store.db)).toEqual([])
})

it.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['busy_timeout', 1_000],
  ['wal_autocheckpoint', 1_000],
  ['journal_size_limit', 67_108_864],
])('sets %s to %s', async (name, value) => {
  const { db } = await temporaryStore()
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.ref(name)}`.execute(db)
  expect(Object.values(rows[0] ?? {})).toEqual([value])
})

it('keeps the write-ahead file apart in its size, and empties it on closing', async () => {
  const folder = temporaryFolder()
  const store = await temporaryStore(['a'], folder)
  expect(store.size().walBytes).toBeGreaterThan(0)
  await store.close()
  expect(existsSync(`${store.file}-wal`)).toBe(false)
  expect(store.size()).toEqual({ bytes: statSync(store.file).size, walBytes: 0 })
  expect(await links(await temporaryStore([], folder))).toHaveLength(1)
})

it('refuses a second collector on the same folder, and lets it in when the first is gone', async () => {
  const folder = temporaryFolder()
  const first = await temporaryStore([], folder)
  await expect(openStore(folder)).rejects.toThrow(
    `Another collector (process ${process.pid}) is recording into ${folder}: two would count everything twice. Stop it first, or give this one its own folder with --data.`,
  )
  await first.close()
  await (await openStore(folder)).close()
})

it('refuses a file that is not a database, and says what it must be', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'satker-connected.db'), 'this is a letter, not a database\n'.repeat(100))
  await expect(openStore(folder)).rejects.toThrow(
    `${join(folder, 'satker-connected.db')} cannot be opened as a database: file is not a database. It must be a file of this program, in a folder that its user may write.`,
  )
})

it('refuses a folder that is a file', async () => {
  const file = join(temporaryFolder(), 'data')
  writeFileSync(file, '')
  await expect(openStore(file)).rejects.toMatchObject({
    name: 'StoreRefused',
    message: expect.stringContaining(`The data folder ${file} cannot be made`),
  })
})

it('refuses a folder that cannot be made', async () => {
  const file = join(temporaryFolder(), 'not-a-folder')
  writeFileSync(file, '')
  await expect(openStore(join(file, 'data'))).rejects.toMatchObject({ name: 'StoreRefused' })
  await expect(openStore('/proc/satker/data')).rejects.toMatchObject({ name: 'StoreRefused' })
})

it('refuses the database of a newer version', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'satker-connected.db')
  const newer = connect(file)
  await migrate(newer.kysely, file, { ...migrations, '9999-later': { up: async () => {} } })
  await newer.kysely.destroy()
  await expect(openStore(folder)).rejects.toThrow(
    `${file} was written by a newer version of this program: its tables have 9999-later, which this version does not know. Run that version, or restore a backup made by this one.`,
  )
})

it('keeps its files to their owner, also those that were there for others too', async () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const modes = () =>
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)])
  const files = filesIn(folder).map((file) => [basename(file), '600'])
  const first = await temporaryStore(['a'], folder)
  expect(modes()).toEqual(expect.arrayContaining(files))
  expect(first.readableByOthers).toEqual([])
  await first.close()
  for (const [name] of modes()) chmodSync(join(folder, name!), 0o664)
  const again = await temporaryStore(['b'], folder)
  expect(modes()).toEqual(expect.arrayContaining(files))
  expect(again.readableByOthers).toEqual([])
})

it('takes a migration that fails back whole, and keeps those before it', async () => {
  const file = join(temporaryFolder(), 'test.db')
  const connection = connect(file)
  const half: typeof migrations = {
    ...migrations,
    '0002-half': {
      up: async (db) => {
        await db.schema.dropTable('watch').execute()
        throw new Error('half way')
      },
    },
  }
  await expect(migrate(connection.kysely, file, half)).rejects.toThrow(
    '0002-half failed (half way) and was taken back',
  )
  await migrate(connection.kysely, file)
  expect(await connection.kysely.selectFrom('watch').selectAll().execute()).toEqual([])
  await connection.kysely.destroy()
})

it('knows which of two versions is older', () => {
  expect(isAtLeast('3.51.3', '3.51.3')).toBe(true)
  expect(isAtLeast('3.53.0', '3.51.3')).toBe(true)
  expect(isAtLeast('4.0', '3.51.3')).toBe(true)
  expect(isAtLeast('3.51.2', '3.51.3')).toBe(false)
  expect(isAtLeast('3.6.20', '3.51.3')).toBe(false)
})

it('remembers when the run before this one was last alive', async () => {
  const store = await temporaryStore()
  const first = await store.write((trx) => beginWatch(trx, 1_000))
  expect(first.previousLastAt).toBeNull()
  await store.write((trx) => recordHeartbeat(trx, first.id, 5_000))
  expect(await store.write((trx) => beginWatch(trx, 9_000))).toMatchObject({ previousLastAt: 5_000 })
  const runs = await store.db.selectFrom('watch').select(['began', 'last_at']).orderBy('id').execute()
  expect(runs).toMatchObject([
    { began: 1_000, last_at: 5_000 },
    { began: 9_000, last_at: 9_000 },
  ])
})
