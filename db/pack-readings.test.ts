import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { everything } from '../collector/domain/scope.ts'
import { applyRetention } from './apply-retention.ts'
import { foldReadings } from './fold-readings.ts'
import { linkReadings } from './link-readings.ts'
import type { Store } from './open-store.ts'
import { packReadings } from './pack-readings.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const five = 300_000
const hour = 3_600_000
const day = 24 * hour
const week = 7 * day
/** A week of UTC begins here. */
const start = 2_900 * week
const later = start + 30 * day
const retention = { minutesMs: 14 * day, fiveMinutesMs: 395 * day, hoursMs: 1_826 * day }

const rowsOf = (link: string, times: number[]): MinuteRow[] =>
  times.map((at) =>
    minuteRow(link, at, {
      rttMedianMs: 40 + (at % 7_000) / 1_000,
      inBitsPerSecond: at % 5 === 0 ? null : (at * 7_919) % 20_000_000,
    }),
  )

/** So many minutes from a time on, one in so many. */
const times = (count: number, from = start, step = 1) =>
  Array.from({ length: count }, (_, index) => from + index * step * minute)

async function record(store: Store, rows: MinuteRow[]): Promise<void> {
  await recordMinutes(store, rows)
  await foldReadings(store, { now: later, stepsMax: 100_000 })
}

const pack = (store: Store) => packReadings(store, { now: later, stepsMax: 10_000 })

const read = (store: Store, link: string, resolution: 300_000 | 3_600_000, from = start, to = start + week) =>
  linkReadings(store.db, everything, { link, from, to, resolution, now: later, retention })

async function counts(store: Store) {
  const of = async (table: 'five_minute_reading' | 'hour_reading' | 'packed_reading') =>
    (await store.db.selectFrom(table).select('at').execute()).length
  return [await of('five_minute_reading'), await of('hour_reading'), await of('packed_reading')]
}

it('puts the days of five minutes and the weeks of hours of each link in a row each', async () => {
  const store = await temporaryStore(['a', 'b'])
  await record(store, [...rowsOf('a', times(2 * 1_440)), ...rowsOf('b', times(60))])
  expect(await counts(store)).toEqual([2 * 288 + 12, 49, 0])
  expect(await pack(store)).toEqual({ done: true })
  expect(await counts(store)).toEqual([0, 0, 2 + 1 + 2])
})

it('leaves what is not three days old, and hours until their week is', async () => {
  const store = await temporaryStore(['a'])
  await record(store, rowsOf('a', times(2 * 1_440)))
  await packReadings(store, { now: start + 4 * day })
  expect(await counts(store)).toEqual([288, 48, 1])
  await packReadings(store, { now: start + week + 3 * day })
  expect(await counts(store)).toEqual([0, 0, 3])
})

it('packs no five minutes that are not folded into hours', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, rowsOf('a', times(1_440)))
  await foldReadings(store, { now: start + 20 * hour })
  await pack(store)
  expect((await counts(store))[2]).toBe(0)
})

it('tells the same of every time and width after packing as before, with a late row and without', async () => {
  const place = fc.record({ link: fc.constantFrom('a', 'b'), at: fc.nat(3 * 1_440 - 1) })
  const some = fc.array(place, { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(some, some, async (early, late) => {
      const store = await temporaryStore(['a', 'b'])
      const plain = await temporaryStore(['a', 'b'])
      const rowsAt = (places: typeof early) =>
        places.flatMap(({ link, at }) => rowsOf(link, times(3, start + at * minute, 2)))
      for (const rows of [rowsAt(early), rowsAt(late)]) {
        await record(store, rows)
        await record(plain, rows)
        await pack(store)
        expect((await counts(store)).slice(0, 2)).toEqual([0, 0])
        for (const link of ['a', 'b'])
          for (const width of [five, hour] as const)
            expect(await read(store, link, width)).toEqual(await read(plain, link, width))
      }
      await Promise.all([store.close(), plain.close()])
    }),
    { numRuns: 8 },
  )
})

it('tells a late row before it is packed, and after', async () => {
  const store = await temporaryStore(['a'])
  await record(store, rowsOf('a', times(1_440)))
  await pack(store)
  await record(store, [minuteRow('a', start + 5 * minute, { asked: 106 })])
  const asked = async () => (await read(store, 'a', five, start, start + 3 * five))?.asked
  expect(await asked()).toEqual([30, 130, 30])
  expect((await read(store, 'a', hour, start, start + hour))?.asked).toEqual([460])
  await pack(store)
  expect(await counts(store)).toEqual([0, 0, 2])
  expect(await asked()).toEqual([30, 130, 30])
  expect((await read(store, 'a', hour, start, start + hour))?.asked).toEqual([460])
})

it('does not lose a day to a late row when its minutes were dropped already', async () => {
  const store = await temporaryStore(['a'])
  await record(store, rowsOf('a', times(60)))
  await pack(store)
  await applyRetention(store, { now: later, retention })
  await record(store, [minuteRow('a', start + 5 * minute, { asked: 1 })])
  expect((await read(store, 'a', five, start, start + 3 * five))?.asked).toEqual([30, 30, 30])
  expect((await read(store, 'a', hour, start, start + hour))?.asked).toEqual([360])
  await pack(store)
  expect((await read(store, 'a', five, start, start + 3 * five))?.asked).toEqual([30, 30, 30])
})

it('can be broken off, and packs again what gets a row before it is done', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `link-${index}`)
  const store = await temporaryStore(names)
  await record(
    store,
    names.flatMap((name) => rowsOf(name, [start])),
  )
  expect(await packReadings(store, { now: later, stepsMax: 2 })).toEqual({ done: false })
  expect(await counts(store)).toEqual([40, 40, 3])
  await record(store, rowsOf('link-0', [start + minute]))
  await pack(store)
  expect(await counts(store)).toEqual([0, 0, 80])
  expect((await read(store, 'link-0', five, start, start + five))?.asked).toEqual([12])
})

it('drops packed days and weeks when all of them is older than it is kept', async () => {
  const store = await temporaryStore(['a'])
  await record(store, rowsOf('a', times(3 * 1_440)))
  await pack(store)
  const kept = async (now: number) => {
    await applyRetention(store, { now, retention: { ...retention, fiveMinutesMs: 2 * day, hoursMs: week } })
    return (await store.db.selectFrom('packed_reading').select('width').execute()).map(({ width }) => width)
  }
  expect(await kept(start + 3 * day - 1)).toEqual([five, five, five, hour])
  expect(await kept(start + 3 * day)).toEqual([five, five, hour])
  expect(await kept(start + 14 * day - 1)).toEqual([hour])
  expect(await kept(start + 14 * day)).toEqual([])
})
