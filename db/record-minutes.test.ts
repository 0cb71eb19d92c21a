import { expect, it } from 'vitest'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import type { Store } from './open-store.ts'
import { toMeasured } from './reading-row.ts'
import { recordMinutes } from './record-minutes.ts'
import { minuteRow } from './samples.test-kit.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const at = 1_795_329_900_000

async function stored(store: Store): Promise<MinuteRow[]> {
  const rows = await store.db
    .selectFrom('minute_reading')
    .innerJoin('link', 'link.id', 'minute_reading.link')
    .selectAll('minute_reading')
    .select('link.name')
    .orderBy('at')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ link: row.name, at: row.at, ...toMeasured(row) }))
}

it('keeps what was measured, to the microsecond and the bit', async () => {
  const store = await temporaryStore(['a', 'b'])
  const rows = [
    minuteRow('a', at, { rttMinMs: 0.031 }),
    minuteRow('b', at, { rttMinMs: null, inErrors: 2 ** 32 }),
  ]
  await recordMinutes(store, rows)
  expect(await stored(store)).toEqual(rows)
})

it('changes nothing when the same rows are written again', async () => {
  const store = await temporaryStore(['a'])
  await recordMinutes(store, [minuteRow('a', at)])
  await recordMinutes(store, [minuteRow('a', at)])
  expect(await stored(store)).toEqual([minuteRow('a', at)])
})

it('joins the echoes of one row with the rates of another for the same minute', async () => {
  const store = await temporaryStore(['a'])
  const echoes = { inBitsPerSecond: null, outBitsPerSecond: null, inErrors: null, outErrors: null }
  const rates = {
    asked: null,
    answered: null,
    rttMinMs: null,
    rttMedianMs: null,
    rttMaxMs: null,
    inErrors: 3,
  }
  await recordMinutes(store, [minuteRow('a', at, echoes)])
  await recordMinutes(store, [minuteRow('a', at, rates)])
  expect(await stored(store)).toEqual([minuteRow('a', at, { inErrors: 3 })])
})

it('takes the echoes of the later row as one: no delay is left of a minute that is lost', async () => {
  const store = await temporaryStore(['a'])
  const lost = { asked: 9, answered: 0, rttMinMs: null, rttMedianMs: null, rttMaxMs: null }
  await recordMinutes(store, [minuteRow('a', at)])
  await recordMinutes(store, [minuteRow('a', at, lost)])
  expect(await stored(store)).toEqual([minuteRow('a', at, lost)])
})

it('writes thousands of rows, and none where there are none', async () => {
  const names = Array.from({ length: 1_203 }, (_, index) => `link-${index}`)
  const store = await temporaryStore(names)
  await recordMinutes(store, [])
  await recordMinutes(
    store,
    names.map((name) => minuteRow(name, at)),
  )
  expect(await stored(store)).toHaveLength(1_203)
})

it('refuses a link that was never registered by its name', async () => {
  const store = await temporaryStore(['a'])
  await expect(recordMinutes(store, [minuteRow('nobody', at)])).rejects.toThrow(
    'The link nobody was never registered, so nothing can be recorded of it.',
  )
})
