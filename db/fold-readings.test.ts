import { expect, it } from 'vitest'
import { fold, minuteBucket } from '../collector/domain/fold.ts'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { bucketsAt } from './buckets.ts'
import { foldReadings } from './fold-readings.ts'
import type { Store } from './open-store.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const five = 300_000
const hour = 3_600_000
const start = 1_795_330_800_000
const everyLink = { from: 0, to: 1e9 }

/** Rates differ from minute to minute, and every seventh minute has none. */
function minutes(link: string, count: number, from = start): MinuteRow[] {
  return Array.from({ length: count }, (_, index) =>
    minuteRow(link, from + index * minute, {
      inBitsPerSecond: index % 7 === 0 ? null : index * 1_000,
      rttMedianMs: 40 + (index % 5),
    }),
  )
}

const folded = (store: Store, width: 300_000 | 3_600_000, at: number) =>
  bucketsAt(store.db, width, [at], everyLink)

it('folds a bucket when it is closed and its grace is over, and not before', async () => {
  const store = await temporaryStore(['a'])
  const rows = minutes('a', 5)
  await recordMinutes(store, rows)
  await foldReadings(store, { now: start + five + 119_999 })
  expect(await folded(store, five, start)).toEqual([])
  await foldReadings(store, { now: start + five + 120_000 })
  const [found] = await folded(store, five, start)
  expect(found).toEqual({ at: start, link: 1, bucket: fold(rows.map(minuteBucket)) })
})

it('folds an hour from its five minutes, with the mean of its minutes', async () => {
  const store = await temporaryStore(['a'])
  const rows = minutes('a', 60)
  await recordMinutes(store, rows)
  await foldReadings(store, { now: start + hour + 2 * minute })
  const rates = rows.map((row) => row.inBitsPerSecond).filter((rate) => rate !== null)
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
  const [found] = await folded(store, hour, start)
  expect(found?.bucket).toMatchObject({ asked: 360, measuredMs: hour, inBitsPerSecondMax: 59_000 })
  // A bit per second is the finest that is kept, of each five minutes and of the hour.
  expect(Math.abs((found?.bucket.inBitsPerSecond ?? 0) - mean)).toBeLessThan(1)
})

it('is the same when it is done twice', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, minutes('a', 120))
  const everything = async () => [
    await store.db.selectFrom('five_minute_reading').selectAll().execute(),
    await store.db.selectFrom('hour_reading').selectAll().execute(),
  ]
  await foldReadings(store, { now: start + 3 * hour })
  const once = await everything()
  await store.write((trx) => trx.deleteFrom('fold_progress').execute())
  await foldReadings(store, { now: start + 3 * hour })
  expect(await everything()).toEqual(once)
  expect(once.map((rows) => rows.length)).toEqual([24, 2])
})

it('folds every link, of however many there are, in steps that can be broken off', async () => {
  const names = Array.from({ length: 1_234 }, (_, index) => `link-${index}`)
  const store = await temporaryStore(names)
  await recordMinutes(
    store,
    names.map((name) => minuteRow(name, start)),
  )
  const now = start + five + 2 * minute
  expect(await foldReadings(store, { now, stepsMax: 2 })).toEqual({ done: false })
  expect((await folded(store, five, start)).length).toBeLessThan(1_234)
  expect(await foldReadings(store, { now })).toEqual({ done: true })
  expect(await folded(store, five, start)).toHaveLength(1_234)
})

it('steps over days of absence at once', async () => {
  const store = await temporaryStore(['a'])
  const later = start + 400 * 24 * hour
  await recordMinutes(store, [...minutes('a', 5), ...minutes('a', 5, later)])
  expect(await foldReadings(store, { now: later + hour, stepsMax: 10 })).toEqual({ done: true })
  expect(await folded(store, five, later)).toHaveLength(1)
})

it('folds a bucket again when a row comes after it was folded', async () => {
  const store = await temporaryStore(['a', 'b'])
  await recordMinutes(store, minutes('a', 60))
  await foldReadings(store, { now: start + 5 * hour })
  await recordMinutes(store, [minuteRow('a', start + 7 * minute, { asked: 100 }), minuteRow('b', start)])
  await foldReadings(store, { now: start + 5 * hour })
  expect(await folded(store, five, start + five)).toMatchObject([{ bucket: { asked: 4 * 6 + 100 } }])
  expect(await folded(store, hour, start)).toMatchObject([
    { link: 1, bucket: { asked: 59 * 6 + 100 } },
    { link: 2, bucket: { asked: 6, measuredMs: minute } },
  ])
})

it('folds again what was begun when a row comes between two steps', async () => {
  const names = Array.from({ length: 900 }, (_, index) => `link-${index}`)
  const store = await temporaryStore(names)
  await recordMinutes(
    store,
    names.map((name) => minuteRow(name, start)),
  )
  const now = start + five + 2 * minute
  await foldReadings(store, { now, stepsMax: 1 })
  await recordMinutes(store, [minuteRow('link-0', start + minute)])
  await foldReadings(store, { now })
  const [first] = await folded(store, five, start)
  expect(first).toMatchObject({ link: 1, bucket: { asked: 12, measuredMs: 2 * minute } })
})

it('waits with an hour until its last five minutes are folded', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, minutes('a', 60))
  await foldReadings(store, { now: start + hour + 2 * minute - 1 })
  expect(await folded(store, hour, start)).toEqual([])
})
