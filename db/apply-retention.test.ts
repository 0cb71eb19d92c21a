import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { applyRetention } from './apply-retention.ts'
import { findOutages } from './find-outages.ts'
import { foldReadings } from './fold-readings.ts'
import type { Store } from './open-store.ts'
import { recordChanges } from './record-changes.ts'
import { recordMinutes } from './record-minutes.ts'
import { change, minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const hour = 3_600_000
const retention = { minutesMs: 2 * hour, fiveMinutesMs: 10 * hour, hoursMs: 24 * hour }

const recordHours = (store: Store, hours: number) =>
  recordMinutes(
    store,
    Array.from({ length: hours * 60 }, (_, index) => minuteRow('a', index * minute)),
  )

async function kept(store: Store) {
  const times = async (table: 'minute_reading' | 'five_minute_reading' | 'hour_reading') =>
    (await store.db.selectFrom(table).select('at').orderBy('at').execute()).map((row) => row.at / hour)
  const [minutes, fives, hours] = [
    await times('minute_reading'),
    await times('five_minute_reading'),
    await times('hour_reading'),
  ]
  return { from: [minutes[0], fives[0], hours[0]], counts: [minutes.length, fives.length, hours.length] }
}

it('drops each width from the front after its own time, and keeps changes and outages', async () => {
  const store = await temporaryStore(['a'])
  await recordHours(store, 48)
  const changes = [change('a', 1, 'up', 0, 'down'), change('a', 2, 'down', 1, 'up')]
  await store.write((trx) => recordChanges(trx, changes, 2))
  await foldReadings(store, { now: 48 * hour + 2 * minute })
  expect(await applyRetention(store, { now: 48 * hour, retention })).toEqual({ done: true })
  expect(await kept(store)).toEqual({ from: [46, 38, 24], counts: [120, 120, 24] })
  expect(await findOutages(store.db, everything, {})).toHaveLength(1)
})

it('keeps what has not been folded yet, however old', async () => {
  const store = await temporaryStore(['a'])
  await recordHours(store, 4)
  await applyRetention(store, { now: 1_000 * hour, retention })
  expect(await kept(store)).toMatchObject({ counts: [240, 0, 0] })
  await foldReadings(store, { now: 3 * hour + 2 * minute })
  await applyRetention(store, { now: 1_000 * hour, retention })
  expect(await kept(store)).toMatchObject({ from: [3, undefined, undefined], counts: [60, 0, 0] })
})

it('works in transactions of bounded size, and can be asked to go on', async () => {
  const store = await temporaryStore(['a'])
  await recordHours(store, 200)
  await foldReadings(store, { now: 200 * hour + 2 * minute, stepsMax: 10_000 })
  const asked = { now: 200 * hour, retention, transactionsMax: 1 }
  expect(await applyRetention(store, asked)).toEqual({ done: false })
  expect((await kept(store)).counts[0]).toBe(10_000)
  expect(await applyRetention(store, { ...asked, transactionsMax: 10 })).toEqual({ done: true })
  expect((await kept(store)).counts).toEqual([120, 120, 24])
})
