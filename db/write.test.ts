import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { findOutages } from './find-outages.ts'
import { recordChanges } from './record-changes.ts'
import { recordMinutes } from './record-minutes.ts'
import { checkIntegrity } from './sqlite.ts'
import { change, minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'
import { beginWatch } from './watch.ts'

it('writes one transaction after the other, in the order they were asked for', async () => {
  const store = await temporaryStore()
  const begun: number[] = []
  await Promise.all(
    [1, 2, 3].map((at) =>
      store.write(async (trx) => {
        begun.push(at)
        await beginWatch(trx, at)
        begun.push(at)
      }),
    ),
  )
  expect(begun).toEqual([1, 1, 2, 2, 3, 3])
})

it('takes back everything when the work fails, and goes on with the next', async () => {
  const store = await temporaryStore()
  const failed = store.write(async (trx) => {
    await beginWatch(trx, 1)
    throw new Error('changed its mind')
  })
  await expect(failed).rejects.toThrow('changed its mind')
  await store.write((trx) => beginWatch(trx, 2))
  expect(await store.db.selectFrom('watch').select('began').execute()).toMatchObject([{ began: 2 }])
})

it('finishes what was asked before it closes, and refuses what comes after', async () => {
  const store = await temporaryStore()
  const last = store.write((trx) => beginWatch(trx, 1))
  const closed = store.close()
  await expect(store.write((trx) => beginWatch(trx, 2))).rejects.toThrow('is closed')
  await expect(last).resolves.toMatchObject({ id: 1 })
  await closed
})

it('lets timers run between one write and the next', async () => {
  const store = await temporaryStore()
  let ticked = false
  setImmediate(() => (ticked = true))
  await store.write(async () => {})
  expect(ticked).toBe(true)
})

it('says that there is no room, keeps what was written, reads on, and writes again when there is', async () => {
  const store = await temporaryStore(['a'])
  const pages = (count: number) => sql`pragma max_page_count = ${sql.lit(count)}`.execute(store.db)
  await store.write((trx) => recordChanges(trx, [change('a', 1, 'up', 0, 'down')], 1))
  const before = Array.from({ length: 400 }, (_, minute) => minuteRow('a', minute * 60_000))
  await recordMinutes(store, before)

  await pages(1)
  const more = Array.from({ length: 5_000 }, (_, minute) => minuteRow('a', 1e9 + minute * 60_000))
  await expect(recordMinutes(store, more)).rejects.toMatchObject({
    name: 'StoreFull',
    message: `No room left to write ${store.file}: nothing new is recorded until there is. Free space on its disk; recording then goes on by itself.`,
  })
  expect(await findOutages(store.db, everything, { open: true })).toHaveLength(1)
  const { kept } = await store.db
    .selectFrom('minute_reading')
    .select((row) => row.fn.countAll<number>().as('kept'))
    .where('at', '<', 1e9)
    .executeTakeFirstOrThrow()
  expect(kept).toBe(400)

  await pages(1_000_000)
  await recordMinutes(store, more)
  expect(await checkIntegrity(store.db)).toEqual([])
})
