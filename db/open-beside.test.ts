import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { migrate, migrations } from './migrate.ts'
import { openBeside } from './open-beside.ts'
import { openStore } from './open-store.ts'
import { holdLock } from './lock.ts'
import { checkIntegrity, connect } from './sqlite.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'
import { beginWatch } from './watch.ts'

it('writes beside a store that is open, which reads it at once', async () => {
  const folder = temporaryFolder()
  const store = await temporaryStore([], folder)
  const beside = await openBeside(folder, { make: false })
  await beside.write((trx) => beginWatch(trx, 7))
  await store.write((trx) => beginWatch(trx, 8))
  await beside.close()
  expect(await store.db.selectFrom('watch').select('began').orderBy('id').execute()).toEqual([
    { began: 7 },
    { began: 8 },
  ])
})

it('makes the tables where there are none, if it may, and keeps no collector out after that', async () => {
  const folder = join(temporaryFolder(), 'new')
  await expect(openBeside(folder, { make: false })).rejects.toThrow(
    /^There is no .*new\/satker-connected\.db\. Give/,
  )
  expect(existsSync(folder)).toBe(false)
  const beside = await openBeside(folder, { make: true })
  const store = await openStore(folder)
  await beside.write((trx) => beginWatch(trx, 7))
  expect(await store.db.selectFrom('watch').select('began').execute()).toEqual([{ began: 7 }])
  await Promise.all([beside.close(), store.close()])
})

it('takes back what failed', async () => {
  const folder = temporaryFolder()
  await temporaryStore([], folder)
  const beside = await openBeside(folder, { make: false })
  const failed = beside.write(async (trx) => {
    await beginWatch(trx, 7)
    throw new Error('changed its mind')
  })
  await expect(failed).rejects.toThrow('changed its mind')
  expect(await beside.db.selectFrom('watch').selectAll().execute()).toEqual([])
  await beside.close()
})

function changed(folder: string, change: string): void {
  const database = new DatabaseSync(join(folder, 'satker-connected.db'))
  database.exec(change)
  database.close()
}

it('refuses the tables of a newer version', async () => {
  const folder = temporaryFolder()
  await (await openStore(folder)).close()
  changed(folder, `insert into kysely_migration (name, timestamp) values ('9999-later', '')`)
  await expect(openBeside(folder, { make: true })).rejects.toThrow('written by a newer version')
})

it('brings older tables to this version, unless a collector is recording into them', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'satker-connected.db')
  const older = connect(file).kysely
  await migrate(older, file, { '0001-begin': migrations['0001-begin']! })
  await older.destroy()
  const collector = holdLock(join(folder, 'collector.lock'))
  await expect(openBeside(folder, { make: true, waitMs: 0 })).rejects.toThrow(
    /an older version .*\(Another collector/,
  )
  collector.release()
  const beside = await openBeside(folder, { make: true })
  expect(await beside.db.selectFrom('account').selectAll().execute()).toEqual([])
  await beside.close()
})

it('waits for whoever makes the tables now, and says so where that takes too long', async () => {
  const folder = temporaryFolder()
  const maker = holdLock(join(folder, 'collector.lock'), 'command')
  await expect(openBeside(folder, { make: true, waitMs: 0 })).rejects.toThrow(
    `A command (process ${process.pid}) is making the tables in ${folder}. Try again when it is done.`,
  )
  const waiting = openBeside(folder, { make: true })
  maker.release()
  await (await waiting).close()
})

it('makes the tables once for many who come at the same time, all of whom write', async () => {
  const folder = join(temporaryFolder(), 'a', 'new')
  const commands = Array.from({ length: 8 }, async (_, at) => {
    const beside = await openBeside(folder, { make: true })
    await beside.write((trx) => beginWatch(trx, at))
    await beside.close()
  })
  await Promise.all(commands)
  const store = await temporaryStore([], folder)
  expect(await store.db.selectFrom('watch').selectAll().execute()).toHaveLength(8)
})

it('waits while another writes', async () => {
  const folder = temporaryFolder()
  await (await openStore(folder)).close()
  const file = join(folder, 'satker-connected.db')
  const holding = `
    const { DatabaseSync } = require('node:sqlite')
    const database = new DatabaseSync(${JSON.stringify(file)})
    database.exec('begin immediate')
    console.log('held')
    setTimeout(() => { database.exec('commit'); database.close() }, 300)`
  const holder = spawn(process.execPath, ['-e', holding], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void holder.kill())
  await once(holder.stdout, 'data')
  const beside = await openBeside(folder, { make: false })
  await beside.write((trx) => beginWatch(trx, 7))
  expect(await checkIntegrity(beside.db)).toEqual([])
  await beside.close()
})

it('says of a file that is no database what it must be', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'satker-connected.db'))
  await expect(openBeside(folder, { make: true })).rejects.toThrow('cannot be opened as a database')
})
