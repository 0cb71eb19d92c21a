import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Satker, type SatkerType, satkerTypes } from '../collector/domain/satker.ts'
import {
  everything,
  isWithin,
  type Limits,
  type PlacedSatker,
  type Scope,
} from '../collector/domain/scope.ts'
import { findOutages } from './find-outages.ts'
import { isKnownLink } from './is-known-link.ts'
import { linkReadings } from './link-readings.ts'
import { layerChanges } from './layer-changes.ts'
import { loadLayers } from './load-layers.ts'
import { loadStatuses } from './load-statuses.ts'
import { recordChanges } from './record-changes.ts'
import { recordLayers } from './record-layers.ts'
import { recordMinutes } from './record-minutes.ts'
import { registerNetwork } from './register-network.ts'
import { change, minuteRow } from './samples.test-kit.ts'
import { picConfirmation } from './pic-confirmations.ts'
import { linksWithin } from './scoped.ts'
import { statusChanges } from './status-changes.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const pic = { name: 'Ketut', email: null, phone: null }
const satker: (PlacedSatker & Pick<Satker, 'pic'>)[] = [
  { code: '900001', type: 'pusat', province: '31', pic },
  { code: '900002', type: 'kankemenag', province: '51', pic },
  { code: '900003', type: 'kua', province: '51', pic },
  { code: '900004', type: 'kua', province: '52', pic },
]
const links = satker.map(({ code }) => ({ id: `link-${code}`, satker: code, formerly: [] as string[] }))
const limits = (some: Partial<Limits>): Limits => ({ provinces: [], types: [], satker: [], ...some })

async function filled() {
  const store = await temporaryStore()
  await store.write(async (trx) => {
    await registerNetwork(trx, { satker, links }, 0)
    for (const { id } of links) await recordChanges(trx, [change(id, 1_000, 'up', 0, 'down')], 1_000)
    for (const { id } of links)
      await recordLayers(
        trx,
        [{ link: id, at: 1_000, layer: 'tunnel', to: 'down', by: 'ipsec', of: null }],
        1_000,
      )
  })
  await recordMinutes(
    store,
    links.map(({ id }) => minuteRow(id, 60_000)),
  )
  return store
}

const cases: [what: string, scope: Scope, codes: string[]][] = [
  ['everything', everything, ['900001', '900002', '900003', '900004']],
  ['nothing named', limits({}), []],
  ['one satker', limits({ satker: ['900003'] }), ['900003']],
  ['a province', limits({ provinces: ['51'] }), ['900002', '900003']],
  ['a type', limits({ types: ['kua'] }), ['900003', '900004']],
  ['a type of a province', limits({ types: ['kua'], provinces: ['51'] }), ['900003']],
  ['a satker on top of a province', limits({ provinces: ['52'], satker: ['900001'] }), ['900001', '900004']],
  ['a satker that is not there', limits({ satker: ['999999'] }), []],
  ['what looks like SQL', limits({ satker: ["900001' or '1'='1"], provinces: ['%', '51%'] }), []],
]

it.each(cases)('a scope of %s sees its own rows in every question, and no other', async (_, scope, codes) => {
  const store = await filled()
  const own = codes.map((code) => `link-${code}`)
  expect([...(await loadStatuses(store.db, scope)).keys()].toSorted()).toEqual(own)
  expect([...(await loadLayers(store.db, scope)).keys()].toSorted()).toEqual(own)
  expect((await findOutages(store.db, scope, {})).map(({ link }) => link).toSorted()).toEqual(own)
  expect((await findOutages(store.db, scope, { open: true })).map(({ link }) => link).toSorted()).toEqual(own)
  const history = await statusChanges(store.db, scope, { from: 0, to: 2_000 })
  expect(history.links.toSorted()).toEqual(own)
  expect(history.changes.at).toHaveLength(own.length)
  for (const { code } of satker) {
    const layers = await layerChanges(store.db, scope, { satker: code, most: 10 })
    expect([...layers.keys()]).toEqual(codes.includes(code) ? [`link-${code}`] : [])
    const told = await picConfirmation(store.db, scope, code)
    expect(told !== null).toBe(codes.includes(code))
  }
  const retention = { minutesMs: 1e9, fiveMinutesMs: 1e9, hoursMs: 1e9 }
  for (const { id } of links) {
    expect(await isKnownLink(store.db, scope, id)).toBe(own.includes(id))
    const asked = { link: id, from: 0, to: 120_000, now: 120_000, retention }
    const readings = await linkReadings(store.db, scope, asked)
    expect(readings?.id ?? null).toBe(own.includes(id) ? id : null)
    for (const open of [null, true, false]) {
      const outages = await findOutages(store.db, scope, { link: id, open })
      expect(outages.every(({ link }) => own.includes(link))).toBe(true)
    }
  }
})

it('keeps a satker that was removed within the scopes it was in', async () => {
  const store = await filled()
  await store.write((trx) =>
    registerNetwork(trx, { satker: satker.slice(0, 1), links: links.slice(0, 1) }, 5_000),
  )
  const outages = await findOutages(store.db, limits({ provinces: ['52'] }), {})
  expect(outages.map(({ link }) => link)).toEqual(['link-900004'])
})

it('means by a scope what the domain means by it', async () => {
  const store = await filled()
  const some = <T>(items: T[]) => fc.subarray(items)
  const anyLimits = fc.record({
    provinces: some(['31', '51', '52', '53']),
    types: some<SatkerType>([...satkerTypes]),
    satker: some(['900001', '900002', '900004', '999999']),
  })
  await fc.assert(
    fc.asyncProperty(anyLimits, async (scope) => {
      const seen = await linksWithin(store.db, scope)?.select('link.satker').execute()
      const expected = satker.filter((each) => isWithin(each, scope)).map(({ code }) => code)
      expect(seen?.map((row) => row.satker).toSorted()).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

/** The tables whose rows are of satker; what only adds to them, or drops old time from them, sees none. */
const ofSatker =
  /(?:selectFrom|[jJ]oin)\(\s*\[?'(?:link|status_change|layer_change|outage|minute_reading|five_minute_reading|hour_reading|packed_reading|router_identity|pic_confirmation)\b|selectFrom\(readingTable\[/

it('has no question about rows of satker that can be asked without a scope', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname, exclude: ['*.test.ts', '*.test-kit.ts'] })
  const askable = files.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    if (!ofSatker.test(text)) return []
    return exportedFunctions(text)
      .filter(({ parameters }) => /\bdb: Kysely<Database>/.test(parameters))
      .map((each) => ({ file, ...each }))
  })
  expect(askable.length).toBeGreaterThan(6)
  const unscoped = askable.filter(
    ({ parameters }) => !/\b_?scope: (Scope|typeof everything)/.test(parameters),
  )
  expect(unscoped.map(({ file, name }) => `${file} ${name}`).toSorted()).toEqual(internal)
})

/** The parts that scoped questions are made of, and the writer's own look at what it is about to change. */
const internal = [
  'buckets.ts bucketsAt',
  'buckets.ts firstReadingAt',
  'buckets.ts lastReadingAt',
  'buckets.ts rowsAt',
  'buckets.ts valuesAt',
  'has-history.ts hasHistory',
  'known-link.ts knownLinks',
  'outage-row.ts openOutagesOf',
  'outage-row.ts selectOutages',
  'packed-readings.ts packedReadings',
  'packed-readings.ts packedSpans',
  'scoped.ts codesWithin',
]

it('answers nobody by the parts that know no scope', () => {
  const names = internal.map((each) => each.split(' ')[1])
  const root = join(import.meta.dirname, '..')
  const files = globSync('collector/{access,serve,poll,report,alert}/**/*.ts', { cwd: root })
  files.push('collector/main.ts', 'collector/store-ledger.ts')
  const word = new RegExp(`\\b(${names.join('|')})\\b`)
  expect(files.filter((file) => word.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

function exportedFunctions(text: string): { name: string; parameters: string }[] {
  const found = text.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?:: |\s*\{)/gm)
  return [...found].map(([, name = '', parameters = '']) => ({ name, parameters }))
}
