/** What is found in a file, and that looking leaves it as it was to the last byte. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrate, migrations } from './migrate.ts'
import { openBeside } from './open-beside.ts'
import { openReadOnly } from './open-read-only.ts'
import { openStore } from './open-store.ts'
import { openTrial } from './open-trial.ts'
import { connect } from './sqlite.ts'
import { tablesIn } from './tables.ts'
import { temporaryFolder } from './temporary-store.test-kit.ts'

function fileOf(change = ''): string {
  const file = join(temporaryFolder(), 'satker-connected.db')
  const database = new DatabaseSync(file)
  database.exec(change)
  database.close()
  return file
}

const migrationsOf = (name: string) =>
  `create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('${name}', '')`

it('is missing, empty, older or of this version', async () => {
  const file = join(temporaryFolder(), 'satker-connected.db')
  expect(tablesIn(file)).toBe('missing')
  writeFileSync(file, '')
  expect(tablesIn(file)).toBe('empty')
  const { kysely } = connect(file)
  await migrate(kysely, file, { '0001-begin': migrations['0001-begin']! })
  expect(tablesIn(file)).toBe('older')
  await migrate(kysely, file)
  expect(tablesIn(file)).toBe('current')
  await kysely.destroy()
  expect(tablesIn(file)).toBe('current')
})

it('is empty where whoever made it was killed before the first of its tables', () => {
  expect(
    tablesIn(fileOf('create table kysely_migration (name); create table kysely_migration_lock (id)')),
  ).toBe('empty')
})

describe.each([
  ['tables of its own', 'create table note (text); insert into note values (1)'],
  ['only a view', 'create view one as select 1 as one'],
  ['the migrations of another program', migrationsOf('0001-notes')],
  ['half of ours', 'create table kysely_migration (name, timestamp); create table link (id)'],
])('the database of another program, with %s', (_with, change) => {
  it('is refused by everything that opens one, and left as it is', async () => {
    const file = fileOf(change)
    const folder = join(file, '..')
    const before = readFileSync(file)
    const why = `${file} is the database of another program, and was left as it is.`
    expect(() => openReadOnly(folder)).toThrow(why)
    for (const make of [true, false]) {
      await expect(openBeside(folder, { make })).rejects.toThrow(why)
      await expect(openTrial(folder, { make })).rejects.toThrow(why)
    }
    expect(readdirSync(folder)).toEqual(['satker-connected.db'])
    await expect(openStore(folder)).rejects.toThrow(why)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['collector.lock', 'satker-connected.db'])
  })
})

it('is refused where it is no database at all', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'a.db'))
  expect(() => tablesIn(join(folder, 'a.db'))).toThrow('a.db cannot be opened as a database')
  writeFileSync(join(folder, 'b.db'), 'this is a letter\n'.repeat(100))
  expect(() => tablesIn(join(folder, 'b.db'))).toThrow('b.db cannot be opened as a database')
})
