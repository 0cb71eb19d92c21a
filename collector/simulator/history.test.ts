import { expect, test } from 'vitest'
import { everything } from '../domain/scope.ts'
import { bucketsAt } from '../../db/buckets.ts'
import { findOutages } from '../../db/find-outages.ts'
import { foldReadings } from '../../db/fold-readings.ts'
import { linkReadings } from '../../db/link-readings.ts'
import { loadStatuses } from '../../db/load-statuses.ts'
import type { Store } from '../../db/open-store.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { beginWatch } from '../../db/watch.ts'
import { fold } from '../domain/fold.ts'
import type { Network } from '../domain/network.ts'
import { isGone } from '../domain/status.ts'
import { calmTrouble } from './calm-trouble.ts'
import { planFaults } from './fault-plan.ts'
import { whyNoHistory, writeHistory } from './history.ts'
import type { HistoryWindows } from './history-windows.ts'
import { Paths } from './paths.ts'
import { sampleNetwork } from './sample-network.test-kit.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** A Wednesday afternoon in Jakarta, some minutes after the hour. */
const now = Date.UTC(2026, 10, 18, 8, 17, 20)
const network: Network = {
  ...sampleNetwork({ regions: 3, offices: 40 }),
  retention: { minutesMs: 5 * hourMs, fiveMinutesMs: 30 * hourMs, hoursMs: 400 * dayMs },
}
const everyLink = { from: 0, to: 1e9 }

async function madeUp(days = 6, busyHours = 8): Promise<{ store: Store; windows: HistoryWindows }> {
  const store = await temporaryStore()
  const windows = await writeHistory(store, network, { now, days, busyHours, say: () => {} })
  return { store, windows }
}

function readChanges(store: Store) {
  return store.db
    .selectFrom('status_change')
    .innerJoin('link', 'link.id', 'status_change.link')
    .selectAll('status_change')
    .select('link.name')
    .orderBy('status_change.id')
    .execute()
}

test('at its end every link is what the simulator plays at that moment', async () => {
  const { store, windows } = await madeUp()
  const paths = new Paths(network, planFaults(network), new Set())
  const statuses = await loadStatuses(store.db, everything)
  // What turned a moment before the end may not have been seen yet.
  const moments = [windows.to - 3 * minuteMs, windows.to - 2 * minuteMs, windows.to - minuteMs, windows.to]
  const settled = network.links.filter(
    (link) => new Set(moments.map((at) => paths.isAlive(link, at))).size === 1,
  )
  expect(settled.length).toBeGreaterThan(network.links.length / 2)
  expect(settled.some((link) => !paths.isAlive(link, windows.to))).toBe(true)
  const wrong = settled.filter(
    (link) => isGone(statuses.get(link.id)!.status) === paths.isAlive(link, windows.to),
  )
  expect(wrong).toEqual([])
})

test('each change goes on from the one before, and none is of the future', async () => {
  const { store, windows } = await madeUp()
  const changes = await readChanges(store)
  expect(changes.length).toBeGreaterThan(200)
  for (const [name, ofLink] of Map.groupBy(changes, (change) => change.name)) {
    expect([name, ofLink[0]!.from_status, ofLink[0]!.to_status]).toEqual([name, 'unknown', 'up'])
    for (const [i, change] of ofLink.entries()) {
      const before = ofLink[i - 1]
      if (before)
        expect(change).toMatchObject({
          from_status: before.to_status,
          from_since: before.at,
          link: before.link,
        })
      if (before) expect(change.at).toBeGreaterThan(before.at)
      expect(change.from_status).not.toBe(change.to_status)
      expect(change.at).toBeLessThan(windows.to)
      expect(change.recorded_at).toBeGreaterThanOrEqual(change.at)
    }
  }
})

test('what is unreachable hangs on an outage of its parent that had begun', async () => {
  const { store } = await madeUp()
  const outages = await findOutages(store.db, everything, { limit: 100_000 })
  const byId = new Map(outages.map((outage) => [outage.id, outage]))
  const behind = outages.filter(({ status }) => status === 'unreachable')
  expect(behind.length).toBeGreaterThan(10)
  for (const outage of behind) {
    const parent = byId.get(outage.because!)!
    expect(network.links.find(({ id }) => id === outage.link)!.dependsOn).toContain(parent.link)
    expect(parent.began).toBeLessThanOrEqual(outage.began)
  }
})

test('its days are calm, its last hours as busy as the simulator', async () => {
  const { store, windows } = await madeUp(10, 4)
  const busyFrom = windows.to - 4 * hourMs
  const outages = await findOutages(store.db, everything, { limit: 100_000 })
  const calm = outages.filter(({ began }) => began < busyFrom).length
  const busy = outages.length - calm
  expect(calm).toBeGreaterThan(3)
  expect(calm / (10 * 24 - 4)).toBeLessThan(busy / 4 / 10)
})

test('the wider readings are what folding its minutes gives, and the collector folds on from there', async () => {
  const { store, windows } = await madeUp()
  const five = 300_000
  const at = windows.minutesFrom + 7 * five
  const times = Array.from({ length: 5 }, (_, i) => at + i * minuteMs)
  const minutes = Map.groupBy(await bucketsAt(store.db, minuteMs, times, everyLink), ({ link }) => link)
  const stored = await bucketsAt(store.db, five, [at], everyLink)
  expect(stored).toHaveLength(network.links.length)
  for (const { link, bucket } of stored) {
    const again = fold(minutes.get(link)!.map((minute) => minute.bucket))!
    expect(bucket.inBitsPerSecond).toBeCloseTo(again.inBitsPerSecond ?? 0, -1)
    expect(bucket).toMatchObject({
      asked: again.asked,
      answered: again.answered,
      measuredMs: again.measuredMs,
    })
  }
  const before = await store.db.selectFrom('five_minute_reading').selectAll().execute()
  expect(await foldReadings(store, { now: windows.to + 10 * minuteMs })).toEqual({ done: true })
  const after = await store.db.selectFrom('five_minute_reading').selectAll().execute()
  expect(after.slice(0, before.length)).toEqual(before)
  // The minutes since 15.15 were waiting for that.
  expect(after.length).toBe(before.length + network.links.length)
})

test('charts of a day and of all its days have no hole but what was silent', async () => {
  const { store, windows } = await madeUp()
  const asked = { now, retention: network.retention, to: windows.to }
  for (const from of [windows.to - dayMs, windows.from]) {
    for (const { id, bandwidth } of network.links) {
      const found = (await linkReadings(store.db, everything, { ...asked, link: id, from }))!
      expect(found.at.length).toBeGreaterThan(100)
      expect(found.asked.filter((count) => count === null)).toEqual([])
      const heard = found.at.map((_, i) => found.answered[i]! / found.asked[i]!)
      const holes = heard.filter((ratio, i) => ratio > 0.6 && found.inBitsPerSecond[i] === null)
      expect(holes).toEqual([])
      const dead = heard.filter((ratio, i) => ratio === 0 && found.inBitsPerSecond[i] !== null)
      expect(dead).toEqual([])
      expect(Math.max(...found.inBitsPerSecond.map(Number))).toBeLessThanOrEqual(bandwidth!.downBitsPerSecond)
      expect(Math.max(...found.inBitsPerSecond.map(Number))).toBeGreaterThan(0)
    }
  }
})

test('a calm day is the same whatever the period it is part of', () => {
  const day = Date.UTC(2026, 10, 10)
  const of = (from: number, to: number) =>
    calmTrouble(network, from, to)
      .cuts.filter((cut) => cut.from >= day && cut.from < day + dayMs)
      .map(({ link, from: began }) => `${link} ${began}`)
  const alone = of(day, day + dayMs)
  expect(of(day - 20 * dayMs, day + 3 * dayMs)).toEqual(alone)
  expect(of(day - 3 * dayMs, day + 10 * dayMs)).toEqual(alone)
})

test('ended before it is done, it is a past that a collector goes on from', async () => {
  const store = await temporaryStore()
  let transactions = 0
  const write: Store['write'] = (work) => {
    if (++transactions > 2) throw new Error('ended')
    return store.write(work)
  }
  const ending: Store = { ...store, db: store.db, write }
  const wish = { now, days: 30, busyHours: 8, say: () => {} }
  await expect(writeHistory(ending, network, wish)).rejects.toThrow('ended')
  const changes = await readChanges(store)
  const [watch] = await store.db.selectFrom('watch').selectAll().execute()
  expect(changes.length).toBeGreaterThan(network.links.length)
  expect(watch!.last_at).toBe(Math.max(...changes.map(({ at }) => at)))
  expect(watch!.last_at).toBeLessThan(now - dayMs)
})

test('without outages in the configuration none is made up', async () => {
  const store = await temporaryStore()
  const calm = { ...network, simulator: { ...network.simulator, outages: false } }
  await writeHistory(store, calm, { now, days: 2, busyHours: 4, say: () => {} })
  expect(await findOutages(store.db, everything, {})).toEqual([])
})

test('it is refused where a collector has watched, and for a network that is not made up', async () => {
  const store = await temporaryStore()
  expect(await whyNoHistory(store, network)).toBeNull()
  const real =
    'a history can only be made up of a network that is synthetic: true and played by the simulator'
  expect(await whyNoHistory(store, { ...network, synthetic: false })).toBe(real)
  const unplayed = { ...network.simulator, enabled: false }
  expect(await whyNoHistory(store, { ...network, simulator: unplayed })).toBe(real)
  await store.write((trx) => beginWatch(trx, now))
  expect(await whyNoHistory(store, network)).toBe(
    `${store.file} has a history already; give another folder with --data, or delete that one`,
  )
})
