import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { everything } from '../collector/domain/scope.ts'
import { bucketsAt, firstReadingAt, valuesAt } from './buckets.ts'
import { findOutages, openOutages } from './find-outages.ts'
import { layerChanges } from './layer-changes.ts'
import { loadLayers } from './load-layers.ts'
import { loadStatuses } from './load-statuses.ts'
import { packedReadings } from './packed-readings.ts'
import { picConfirmation } from './pic-confirmations.ts'
import { plan, seenQueries } from './seen-queries.test-kit.ts'
import { statusChanges } from './status-changes.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const aProvince = { provinces: ['51'], types: [], satker: [] }
const aSatker = { provinces: [], types: [], satker: ['900002'] }

type Asked = ReturnType<typeof seenQueries>['db']

const questions: [what: string, ask: (db: Asked) => Promise<unknown>][] = [
  ['the minutes of one link', (db) => valuesAt(db, 60_000, [0, 60_000], 7)],
  ['the five minutes of many links', (db) => bucketsAt(db, 300_000, [0, 300_000], { from: 0, to: 500 })],
  [
    'the packed days of one link',
    (db) => packedReadings(db, 300_000, { from: 7, to: 8 }, { from: 0, to: 1e9 }),
  ],
  ['the next time with a reading', (db) => firstReadingAt(db, 60_000, 0)],
  ['the outages of a period', (db) => findOutages(db, everything, { from: 0, to: 1 })],
  ['the outages of a link', (db) => findOutages(db, everything, { link: 'a' })],
  ['the outages of a satker', (db) => findOutages(db, everything, { satker: '900001', from: 0 })],
  ['the open outages of a satker', (db) => findOutages(db, everything, { satker: '900001', open: true })],
  ['the open outages', (db) => openOutages(db, everything)],
  [
    'the statuses at a time and what changed after it',
    (db) => statusChanges(db, everything, { from: 0, to: 1 }),
  ],
  ['the outages of a province', (db) => findOutages(db, aProvince, { from: 0, to: 1 })],
  ['the open outages of one satker as its PIC sees them', (db) => findOutages(db, aSatker, { open: true })],
  ['the statuses of a province and what changed', (db) => statusChanges(db, aProvince, { from: 0, to: 1 })],
  ['the confirmation of a PIC within a province', (db) => picConfirmation(db, aProvince, '900002')],
  ['the latest statuses', (db) => loadStatuses(db, everything)],
  ['what became last of the layers', (db) => loadLayers(db, everything)],
  [
    'what became of the layers of a satker as its PIC sees it',
    (db) => layerChanges(db, aSatker, { satker: '900002', most: 10 }),
  ],
]

it.each(questions)('answers %s by an index', async (_, ask) => {
  const store = await temporaryStore()
  const { db, seen } = seenQueries(store.db)
  await ask(db)
  const answers = await Promise.all(
    seen.map(async (query) => ({ sql: query.sql, plan: await plan(store.db, query) })),
  )
  expect(answers).toMatchSnapshot()
  const scans = answers
    .flatMap((answer) => answer.plan)
    .filter((line) => /^SCAN (?!link)(?!.*USING)/.test(line))
  expect(scans).toEqual([])
})

it('finds one open outage of a link by its own index, however many there ever were', async () => {
  const store = await temporaryStore()
  const { db, seen } = seenQueries(store.db)
  await findOutages(db, everything, { link: 'a', open: true })
  const plans = await Promise.all(seen.map((query) => plan(store.db, query)))
  expect(plans.flat().join('\n')).toContain('outage_open (link=?)')
})

it('builds no SQL from anything but its own words', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !/\.test(-kit)?\.ts$/.test(file))
  expect(sources.length).toBeGreaterThan(15)
  const raw = /sql\.(raw|lit|ref|id|table|join)\b|CompiledQuery\.raw|\.dynamic\b|sql(<.*>)?`[^`]*\$\{/
  const lines = sources.flatMap((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8')
      .split('\n')
      .filter((line) => raw.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(lines.toSorted()).toEqual([
    "migrations/0001-begin.ts: .where(sql.ref('ended'), 'is', null)",
    "sqlite.ts: await connection.executeQuery(CompiledQuery.raw('begin immediate'))",
  ])
})

/** They ask for its version, or of what a disk does to its commits, and nothing of the store. */
const ofSqliteAlone = ['bench/machine.ts', 'doctor/checks/runtime.ts', 'doctor/facts/disk.ts']

it('is the only room that speaks SQL', () => {
  const collector = join(import.meta.dirname, '..', 'collector')
  const files = readdirSync(collector, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts') && !/\.test(-kit)?\.ts$/.test(file))
  expect(sources).toEqual(expect.arrayContaining(['serve/account-api.ts', 'access/identities.ts']))
  const speech =
    /kysely|node:sqlite|\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\b|\b(select|delete) .*\bfrom \w+ where\b/
  const speaking = sources.filter((file) => speech.test(readFileSync(join(collector, file), 'utf8')))
  expect(speaking.filter((file) => !ofSqliteAlone.includes(file))).toEqual([])
})
