import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { linkReadings } from '../db/link-readings.ts'
import { openStore } from '../db/open-store.ts'
import type { Link } from './domain/link.ts'
import type { MinuteRow } from './domain/minute-row.ts'
import { everything } from './domain/scope.ts'
import { createStoreLedger } from './store-ledger.ts'

const minute = 60_000
const retention = { minutesMs: 1e9, fiveMinutesMs: 1e9, hoursMs: 1e9 }

const rowOf = (link: string, at: number): MinuteRow => ({
  link,
  at,
  asked: 6,
  answered: 6,
  rttMinMs: 38.1,
  rttMedianMs: 40,
  rttMaxMs: 55.2,
  inBitsPerSecond: null,
  outBitsPerSecond: null,
  inErrors: null,
  outErrors: null,
  inDiscards: null,
  outDiscards: null,
})

const linkOf = (id: string, formerly: string[] = []) =>
  ({ id, satker: '900001', formerly }) as unknown as Link

it('records of a link under its name of now, also where another had that name before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'satker-connected-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = await openStore(folder)
  onTestFinished(() => store.close())
  const ledger = await createStoreLedger(store)
  const asked = async (link: string) =>
    (await linkReadings(store.db, everything, { link, from: 0, to: 2 * minute, now: 0, retention }))?.asked

  await ledger.registerNetwork({ satker: [], links: [linkOf('a')] }, 0)
  await ledger.recordMinutes([rowOf('a', 0)])
  await ledger.registerNetwork({ satker: [], links: [linkOf('b', ['a'])] }, 0)
  await ledger.registerNetwork({ satker: [], links: [linkOf('b', ['a']), linkOf('a')] }, 0)
  await ledger.recordMinutes([rowOf('a', minute)])
  expect(await asked('b')).toEqual([6, null])
  expect(await asked('a')).toEqual([null, 6])
})
