import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { outageStep } from '../collector/domain/outage-step.ts'
import type { OpenOutage } from '../collector/domain/outage-step.ts'
import { openStore } from './open-store.ts'
import type { Store } from './open-store.ts'
import { checkIntegrity } from './sqlite.ts'
import { temporaryFolder } from './temporary-store.test-kit.ts'

const kills = 50
const writer = new URL('./kill-writer.test-kit.ts', import.meta.url)

it(
  `loses nothing that it acknowledged and doubles nothing, killed ${kills} times`,
  { timeout: 180_000 },
  async () => {
    const folder = temporaryFolder()
    const acknowledged: number[] = []
    for (let kill = 1; kill <= kills; kill += 1) {
      acknowledged.push(...(await writeUntilKilled(folder, Math.random() * 60)))
      const store = await openStore(folder)
      expect(await checkIntegrity(store.db)).toEqual([])
      const changed = await changesOf(store)
      expect(changed).toEqual(Array.from(changed, (_, index) => index + 1))
      expect(changed.length).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0)
      const minutes = new Set(await minutesOf(store))
      expect(acknowledged.filter((at) => !minutes.has(at))).toEqual([])
      expect(await outagesOf(store)).toEqual(await outagesByTheChanges(store))
      await store.close()
    }
  },
)

/** The numbers that it told: what is written under them is certainly on disk. */
async function writeUntilKilled(folder: string, afterMs: number): Promise<number[]> {
  const child = spawn(process.execPath, [fileURLToPath(writer), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (told += text))
  await once(child.stdout, 'data')
  setTimeout(() => child.kill('SIGKILL'), afterMs)
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  return told.split('\n').slice(0, -1).map(Number)
}

async function changesOf({ db }: Store): Promise<number[]> {
  const rows = await db.selectFrom('status_change').select('at').where('link', '=', 2).orderBy('id').execute()
  return rows.map((row) => row.at)
}

async function minutesOf({ db }: Store): Promise<number[]> {
  const rows = await db
    .selectFrom('minute_reading')
    .select('at')
    .where('link', '=', 2)
    .orderBy('at')
    .execute()
  return rows.map((row) => row.at / 60_000)
}

async function outagesOf({ db }: Store) {
  const rows = await db
    .selectFrom('outage')
    .select(['link', 'status', 'began', 'ended', 'unwatched_ms'])
    .orderBy('link')
    .orderBy('id')
    .execute()
  return rows.map(({ unwatched_ms: unwatchedMs, ...outage }) => ({ ...outage, unwatchedMs }))
}

/** What the outages must be, told anew from the changes that are there: at most one is open per link. */
async function outagesByTheChanges({ db }: Store) {
  const told: (OpenOutage & { link: number; ended: number | null })[] = []
  const rows = await db.selectFrom('status_change').selectAll().orderBy('link').orderBy('id').execute()
  for (const row of rows) {
    const open = told.find((outage) => outage.link === row.link && outage.ended === null) ?? null
    const change = { at: row.at, from: row.from_status, fromSince: row.from_since, to: row.to_status }
    const step = outageStep(open, { ...change, link: '', because: null, evidence: [] })
    if (open && step.close) open.ended = step.close.ended
    if (open && step.prolong) open.unwatchedMs = step.prolong.unwatchedMs
    if (step.open) told.push({ link: row.link, ...step.open, unwatchedMs: 0, ended: null })
  }
  return told
}
