import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Bucket, fold, minuteBucket } from '../collector/domain/fold.ts'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { foldReadings } from './fold-readings.ts'
import { toBucket, toFoldedReading } from './reading-row.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { saveFolded } from './save-buckets.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const five = 300_000
const hour = 3_600_000
const start = 1_795_330_800_000

const count = fc.option(fc.nat(2 ** 32), { freq: 3 })
const bits = fc.option(fc.nat(400_000_000_000), { freq: 3 })
const delay = fc.option(
  fc.nat(5_000_000).map((us) => us / 1_000),
  { freq: 3 },
)
const measured: fc.Arbitrary<Partial<MinuteRow>> = fc.record({
  asked: count,
  answered: count,
  rttMinMs: delay,
  rttMedianMs: delay,
  rttMaxMs: delay,
  inBitsPerSecond: bits,
  outBitsPerSecond: bits,
  inErrors: count,
  outErrors: count,
  inDiscards: count,
  outDiscards: count,
})
const place = fc.record({ link: fc.constantFrom('a', 'b', 'c'), index: fc.nat(59) })
const history = fc.array(fc.record({ place, measured }), { maxLength: 90 })

/** As it is kept: the hour is folded from what was rounded. */
const stored = (bucket: Bucket) => toBucket(toFoldedReading(1, start, bucket))

it('makes of minutes and of five minutes what the domain makes of them, to the bit', async () => {
  const store = await temporaryStore(['a', 'b', 'c'])
  await fc.assert(
    fc.asyncProperty(history, async (parts) => {
      await store.write(async (trx) => {
        for (const table of [
          'minute_reading',
          'five_minute_reading',
          'hour_reading',
          'fold_progress',
        ] as const)
          await trx.deleteFrom(table).execute()
      })
      const rows = new Map(
        parts.map(({ place: { link, index }, measured }) => [
          `${link} ${index}`,
          minuteRow(link, start + index * minute, measured),
        ]),
      )
      await recordMinutes(store, [...rows.values()])
      await foldReadings(store, { now: start + hour + 2 * minute })

      const fives: [string, number, Bucket][] = []
      const hours: [string, Bucket][] = []
      for (const [link, ofLink] of Map.groupBy(rows.values(), (row) => row.link)) {
        const own: Bucket[] = []
        for (const [at, ofBucket] of Map.groupBy(ofLink, (row) => row.at - (row.at % five))) {
          own.push(stored(fold(ofBucket.map(minuteBucket))!))
          fives.push([link, at, own.at(-1)!])
        }
        hours.push([link, stored(fold(own)!)])
      }
      const all = async (table: 'five_minute_reading' | 'hour_reading') =>
        await store.db
          .selectFrom(table)
          .innerJoin('link', 'link.id', `${table}.link`)
          .selectAll(table)
          .select('link.name')
          .execute()
      const foundFives = (await all('five_minute_reading')).map((row) => [row.name, row.at, toBucket(row)])
      const foundHours = (await all('hour_reading')).map((row) => [row.name, toBucket(row)])
      expect(foundFives.toSorted(byName)).toEqual(fives.toSorted(byName))
      expect(foundHours.toSorted(byName)).toEqual(hours.toSorted(byName))
    }),
    { numRuns: 100 },
  )
})

const byName = (one: unknown[], other: unknown[]) =>
  String(one.slice(0, -1)).localeCompare(String(other.slice(0, -1)))

it('leaves a bucket that was made of more minutes than there are left of it', async () => {
  const store = await temporaryStore(['a'])
  const whole = fold(Array.from({ length: 5 }, () => minuteBucket(minuteRow('a', start))))!
  await store.write((trx) => saveFolded(trx, five, [toFoldedReading(1, start, whole)]))
  await recordMinutes(store, [minuteRow('a', start + minute, { asked: 1 })])
  await foldReadings(store, { now: start + hour })
  expect(await store.db.selectFrom('five_minute_reading').select('asked').execute()).toEqual([{ asked: 30 }])
})
