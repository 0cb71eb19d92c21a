import { expect, it, onTestFinished } from 'vitest'
import { resolutions } from '../collector/domain/resolution.ts'
import { everything } from '../collector/domain/scope.ts'
import { linkReadings } from './link-readings.ts'
import { Reader } from './reader.ts'
import { recordChanges } from './record-changes.ts'
import { recordMinutes } from './record-minutes.ts'
import { registerNetwork } from './register-network.ts'
import { satkerHistory } from './satker-history.ts'
import { change, minuteRow } from './samples.test-kit.ts'
import { statusChanges } from './status-changes.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'

const minute = 60_000
const satker = ['900001', '900002'].map((code) => ({ code, type: 'kua' as const, province: '51', pic: null }))
const links = [
  { id: 'a', satker: '900001', formerly: [] },
  { id: 'b', satker: '900002', formerly: [] },
]
const retention = { minutesMs: 1e12, fiveMinutesMs: 1e12, hoursMs: 1e12 }
const period = { from: 0, to: 10 * minute }
const readings = (link: string) => ({ link, ...period, now: 10 * minute, retention })
const ofFirst = { provinces: [], types: [], satker: ['900001'] }

async function filled(deadlineMs?: number) {
  const folder = temporaryFolder()
  const store = await temporaryStore([], folder)
  await store.write(async (trx) => {
    await registerNetwork(trx, { satker, links }, 0)
    for (const { id } of links) await recordChanges(trx, [change(id, 1_000, 'up', 0, 'down')], 1_000)
  })
  await recordMinutes(
    store,
    links.map(({ id }) => minuteRow(id, 0)),
  )
  const reader = new Reader(folder, { deadlineMs })
  onTestFinished(() => reader.close())
  return { store, reader }
}

const decoded = (text: Uint8Array | null) => text && new TextDecoder().decode(text)
const told = (text: Uint8Array | null) => JSON.parse(decoded(text) ?? 'null')

it('answers what the store answers', async () => {
  const { store, reader } = await filled()
  const { db } = store
  for (const resolution of resolutions) {
    const question = { ...readings('a'), resolution }
    expect(decoded(await reader.ask('readings', everything, question))).toBe(
      JSON.stringify(await linkReadings(db, everything, question)),
    )
  }
  expect(told(await reader.ask('changes', everything, period))).toEqual(
    await statusChanges(db, everything, period),
  )
  const asked = { satker: '900001', ...period }
  expect(await reader.ask('histories', everything, asked)).toEqual(await satkerHistory(db, everything, asked))
})

it('keeps to the scope it is asked within', async () => {
  const { reader } = await filled()
  expect(told(await reader.ask('readings', ofFirst, readings('a')))?.id).toBe('a')
  expect(await reader.ask('readings', ofFirst, readings('b'))).toBeNull()
  expect(told(await reader.ask('changes', ofFirst, period)).links).toEqual(['a'])
  expect((await reader.ask('histories', ofFirst, { satker: '900002', ...period })).size).toBe(0)
})

it('sees what is recorded while it is open', async () => {
  const { store, reader } = await filled()
  const asked = async () => told(await reader.ask('readings', everything, readings('a'))).asked.slice(0, 2)
  expect(await asked()).toEqual([6, null])
  await recordMinutes(store, [minuteRow('a', minute)])
  expect(await asked()).toEqual([6, 6])
})

it('gives up what is not answered in time, and answers the next', async () => {
  const { reader } = await filled(1)
  const long = reader.ask('readings', everything, { ...readings('a'), to: 1e12, resolution: 3_600_000 })
  await expect(long).rejects.toThrow('readings was not answered in 0.001 s; ask for a shorter time.')
})

it('says why a store cannot be read, and reads it when it can', async () => {
  const folder = temporaryFolder()
  const reader = new Reader(folder)
  onTestFinished(() => reader.close())
  await expect(reader.ask('changes', everything, period)).rejects.toThrow('There is no ')
  await temporaryStore(['a'], folder)
  expect(told(await reader.ask('changes', everything, period)).links).toEqual(['a'])
})

it('answers nothing after it is closed, and ends what waits', async () => {
  const { reader } = await filled()
  const waiting = expect(reader.ask('changes', everything, period)).rejects.toThrow('is closed')
  await reader.close()
  await waiting
  await expect(reader.ask('changes', everything, period)).rejects.toThrow('is closed')
})
