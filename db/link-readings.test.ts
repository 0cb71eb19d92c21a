import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { foldReadings } from './fold-readings.ts'
import { linkReadings } from './link-readings.ts'
import type { ReadingsQuery } from './link-readings.ts'
import type { Store } from './open-store.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const five = 300_000
const hour = 3_600_000
const day = 24 * hour
const start = 1_795_330_800_000
const retention = { minutesMs: 14 * day, fiveMinutesMs: 395 * day, hoursMs: 1_826 * day }

const read = (store: Store, asked: Partial<ReadingsQuery>) =>
  linkReadings(store.db, everything, {
    link: 'a',
    from: start,
    to: start + hour,
    now: start + hour,
    retention,
    ...asked,
  })

const minutes = (count: number, measured: Partial<MinuteRow> = {}) =>
  Array.from({ length: count }, (_, index) => minuteRow('a', start + index * minute, measured))

it('has nothing to tell of a link that was never known, and gaps of one that was never measured', async () => {
  const store = await temporaryStore(['a'])
  expect(await read(store, { link: 'x' })).toBeNull()
  const readings = await read(store, { to: start + 2 * minute })
  expect(readings).toMatchObject({
    id: 'a',
    resolution: minute,
    at: [start, start + minute],
    asked: [null, null],
  })
})

it('gives the whole grid from the minute that holds the beginning, gaps as null', async () => {
  const store = await temporaryStore(['a', 'b'])
  await recordMinutes(store, [
    minuteRow('a', start, { rttMinMs: 38.1 }),
    minuteRow('b', start + minute),
    minuteRow('a', start + 2 * minute, { answered: 0, rttMinMs: null, rttMedianMs: null, rttMaxMs: null }),
    minuteRow('a', start + 3 * minute),
  ])
  expect(await read(store, { from: start + 59_999, to: start + 2 * minute + 1 })).toEqual({
    id: 'a',
    resolution: 60_000,
    at: [start, start + minute, start + 2 * minute],
    asked: [6, null, 6],
    answered: [6, null, 0],
    rttMinMs: [38.1, null, null],
    rttMedianMs: [40, null, null],
    rttMaxMs: [55.2, null, null],
    inBitsPerSecond: [7_800_000, null, 7_800_000],
    outBitsPerSecond: [910_000, null, 910_000],
    inErrors: [0, null, 0],
    outErrors: [0, null, 0],
    inDiscards: [0, null, 0],
    outDiscards: [0, null, 0],
  })
})

it('ends before the end', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, minutes(3))
  expect((await read(store, { to: start + 2 * minute }))?.at).toEqual([start, start + minute])
  expect((await read(store, { from: start, to: start }))?.at).toEqual([])
})

it('gives maxima and coverage beside the means above a minute', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, [
    ...minutes(2, { inBitsPerSecond: 100 }),
    minuteRow('a', start + 2 * minute, { inBitsPerSecond: 700, outBitsPerSecond: null }),
  ])
  await foldReadings(store, { now: start + hour })
  expect(await read(store, { resolution: five, to: start + 2 * five })).toMatchObject({
    resolution: five,
    at: [start, start + five],
    asked: [18, null],
    inBitsPerSecond: [300, null],
    inBitsPerSecondMax: [700, null],
    outBitsPerSecondMax: [910_000, null],
    measuredRatio: [0.6, null],
  })
})

it.each([
  ['not at all', start],
  ['up to some bucket', start + 20 * minute],
  ['up to the hour', start + hour + 2 * minute],
  ['up to now', start + 2 * hour],
])('tells the same whether the readings are folded %s', async (_, foldedUntil) => {
  const store = await temporaryStore(['a'])
  const rows = minutes(97).map((row, index) => ({ ...row, inBitsPerSecond: index % 4 ? index * 600 : null }))
  await recordMinutes(store, rows)
  const period = { to: start + 97 * minute, now: start + 97 * minute }
  const fives = await read(store, { ...period, resolution: five })
  const hours = await read(store, { ...period, resolution: hour })
  await foldReadings(store, { now: foldedUntil })
  expect(await read(store, { ...period, resolution: five })).toEqual(fives)
  expect(await read(store, { ...period, resolution: hour })).toEqual(hours)
  expect(fives?.at).toHaveLength(20)
  expect(fives?.measuredRatio?.at(-1)).toBe(0.4)
  expect(hours?.asked).toEqual([360, 222])
  expect(hours?.measuredRatio).toEqual([1, 37 / 60])
})

it('chooses the resolution by the length of the period', async () => {
  const store = await temporaryStore(['a'])
  const chosen = async (ms: number) =>
    (await read(store, { from: start - ms, to: start, now: start }))?.resolution
  expect([await chosen(day), await chosen(7 * day), await chosen(30 * day)]).toEqual([minute, five, hour])
})

it('answers for years before and after anything was measured, without looking minute by minute', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, minutes(1))
  const readings = await read(store, { from: start - 4_000 * day, to: start + 4_000 * day, resolution: hour })
  expect(readings?.at).toHaveLength(192_000)
  expect(readings?.asked.filter((asked) => asked !== null)).toEqual([6])
})
