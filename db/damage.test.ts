import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { loadStatuses } from './load-statuses.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { checkIntegrity, namedError } from './sqlite.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'
import { beginWatch } from './watch.ts'

it('records nothing more once the file turned out to be damaged', async () => {
  const folder = temporaryFolder()
  const rows = Array.from({ length: 2_000 }, (_, minute) => minuteRow('a', minute * 60_000))
  const before = await temporaryStore(['a'], folder)
  await recordMinutes(before, rows)
  await before.close()
  const bytes = readFileSync(before.file)
  bytes.fill(0x55, bytes.length - 8 * 4_096)
  writeFileSync(before.file, bytes)

  const store = await temporaryStore([], folder)
  expect((await checkIntegrity(store.db)).length).toBeGreaterThan(0)
  await expect(recordMinutes(store, rows)).rejects.toMatchObject({
    name: 'StoreBroken',
    message: `The disk under ${store.file} failed or the file is damaged: nothing more is recorded. Check the disk, then start again, from a backup if the file is damaged.`,
  })
  await expect(store.write((trx) => beginWatch(trx, 1))).rejects.toMatchObject({ name: 'StoreBroken' })
  expect(await loadStatuses(store.db, everything)).toEqual(new Map())
})

it.each([
  ['a full disk', 13, 'StoreFull'],
  ['no room for the index of the write-ahead file', 4_874, 'StoreFull'],
  ['a sync that failed', 1_034, 'StoreBroken'],
  ['a read that failed', 266, 'StoreBroken'],
  ['a damaged page', 11, 'StoreBroken'],
  ['a broken rule of the tables', 2_067, 'Error'],
])('knows %s by its code', (_, errcode, name) => {
  expect(namedError('x.db', Object.assign(new Error('as SQLite says it'), { errcode }))).toMatchObject({
    name,
  })
})

it('leaves an error that is not from SQLite alone', () => {
  const error = new TypeError('a bug of ours')
  expect(namedError('x.db', error)).toBe(error)
})
