import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOf, problemsIn } from './folder-of.test-kit.ts'
import { parseHolidays } from './holidays.ts'
import { readNetwork } from './read-network.ts'

const satker = (code: string, more = '') =>
  `satker: [{ code: "${code}", name: A, type: kua, province: "31"${more} }]\n`

function codesOf(folder: string): string[] {
  const result = readNetwork(join(folder, 'devices.yaml'), {})
  return result.ok ? result.network.satker.map(({ code }) => code) : []
}

test('included lists are appended in the order of the names, each file once', () => {
  const folder = folderOf({
    'devices.yaml': `include: [d/b.yaml, d/*.yaml]\n${satker('900001')}`,
    'd/a.yaml': satker('900002'),
    'd/b.yaml': satker('900003'),
    'd/.b.yaml.swp': '{',
    'd/notes.txt': '{',
  })
  expect(codesOf(folder)).toEqual(['900001', '900003', '900002'])
})

test('all files count as one: names are looked up, and duplicates found, across them', () => {
  const folder = folderOf({
    'devices.yaml': `include: [d/*.yaml]\n${satker('900001', ', routers: [{ id: r, address: 10.0.0.1 }]')}`,
    'd/a.yaml': satker('900002', ', links: [{ id: l, router: r }]'),
    'd/b.yaml': satker('900001', ', links: [{ id: m, router: q }]'),
  })
  expect(problemsIn(folder)).toEqual([
    'd/b.yaml:1:18 satker[0].code: satker code 900001 is already used at devices.yaml:2:18; give each its own',
    'd/b.yaml:1:89 satker[0].links[0].router: there is no router q; add it, or name another',
  ])
})

test('an included file adds to the lists and sets nothing else', () => {
  const folder = folderOf({
    'devices.yaml': 'include: [d/a.yaml]',
    'd/a.yaml': 'snmp: { port: 161 }\nsatkr: []\n',
  })
  expect(problemsIn(folder)).toEqual([
    'd/a.yaml:1:1 snmp: snmp stands in the main file only; an included file adds to the lists',
    'd/a.yaml:2:1 satkr: unknown key "satkr"; did you mean "satker"?',
  ])
})

test('a fault in the syntax of one file hides no fault of another, and makes none up', () => {
  const folder = folderOf({
    'devices.yaml': `include: [d/*.yaml]\nreach: ping\n${satker('900001', ', links: [{ id: l, router: r }]')}`,
    'd/a.yaml': 'satker:\n\t- a\n',
  })
  expect(problemsIn(folder).map((problem) => problem.split(' ')[0])).toEqual([
    'd/a.yaml:2:1',
    'devices.yaml:2:8',
  ])
})

test('a plain name that is not there is a fault, a pattern that finds nothing is none', () => {
  expect(problemsIn(folderOf({ 'devices.yaml': 'include: [d/*.yaml]' }))).toEqual([])
  expect(problemsIn(folderOf({ 'devices.yaml': 'include: [d/a.yaml]' }))).toEqual([
    'devices.yaml:1:11 include[0]: d/a.yaml is not there; create it, or take it out of include',
  ])
})

test.each(['../*.yaml', '/etc/*.yaml', 'd/../../a.yaml', '..', '{..,d}/*.yaml'])(
  '%s leads out of the folder',
  (pattern) => {
    const folder = folderOf({
      'devices.yaml': '',
      'a.yaml': satker('900001'),
      'in/devices.yaml': `include: ["${pattern}"]`,
    })
    expect(problemsIn(join(folder, 'in'))).toEqual([
      `devices.yaml:1:11 include[0]: ${pattern} leads out of the folder of the main file; put the file under it, and name it from there`,
    ])
  },
)

test('a symbolic link that leads out of the folder is not followed', () => {
  const outside = folderOf({ 'a.yaml': satker('900001') })
  const folder = folderOf({ 'devices.yaml': 'include: [d/*.yaml, e.yaml]' })
  symlinkSync(outside, join(folder, 'd'))
  symlinkSync(join(outside, 'a.yaml'), join(folder, 'e.yaml'))
  expect(problemsIn(folder)).toEqual([
    expect.stringContaining('d/*.yaml leads out of the folder'),
    expect.stringContaining('e.yaml leads out of the folder'),
  ])
})

test('a folder is no file, and a main file that is not there is a problem', () => {
  const folder = folderOf({ 'a.yaml': '' })
  expect(problemsIn(folder)).toEqual(['devices.yaml:1:1 is not there; create it, or give the right path'])
  mkdirSync(join(folder, 'devices.yaml'))
  expect(problemsIn(folder)).toEqual(['devices.yaml:1:1 is not a file; name a YAML or CSV file'])
})

test('what was read, and searched, is told, whether it was good or bad', () => {
  const folder = folderOf({
    'devices.yaml': 'include: [d/*.yaml]\ncalendar: { holidays: libur.csv }',
    'd/a.yaml': 'reach: x',
    'libur.csv': '2026-13-01',
  })
  const result = readNetwork(join(folder, 'devices.yaml'), {})
  expect(result.ok).toBe(false)
  const names = ['devices.yaml', 'd', 'd/a.yaml', 'libur.csv']
  expect([...result.files.keys()].sort()).toEqual(names.map((name) => join(folder, name)).sort())
})

test('holidays come from a table beside the file, and its faults are placed in it', () => {
  const folder = folderOf({
    'devices.yaml': 'calendar: { holidays: kal/2026.csv }',
    'kal/2026.csv': 'date,name,provinces\n2026-02-30,A,\n',
  })
  expect(problemsIn(folder)).toEqual([
    'kal/2026.csv:2:1 2026-02-30 is not a date that exists; write it like 2026-08-17',
  ])
  expect(problemsIn(folderOf({ 'devices.yaml': 'calendar: { holidays: kal.csv }' }))).toEqual([
    'devices.yaml:1:23 calendar.holidays: kal.csv is not there; create it, or give the right path',
  ])
})

test('a table of holidays may name provinces, quote commas and leave out what it likes', () => {
  const table =
    'date,name,provinces\r\n2026-01-01,Tahun Baru,\n2026-03-19,"Nyepi, ""Saka""",51 52\n\n# nanti\n2026-08-17\n2026-12-25,,91;92\n'
  const faults: string[] = []
  expect(
    parseHolidays(table, (line, column, message) => faults.push(`${line}:${column} ${message}`)),
  ).toEqual([
    { date: '2026-01-01', name: 'Tahun Baru', provinces: null },
    { date: '2026-03-19', name: 'Nyepi, "Saka"', provinces: ['51', '52'] },
    { date: '2026-08-17', name: null, provinces: null },
    { date: '2026-12-25', name: null, provinces: ['91', '92'] },
  ])
  expect(faults).toEqual([])
})

test.each([
  ['besok,A', '1:1 besok is not a date that exists; write it like 2026-08-17'],
  ['2026-01-01,A,Bali', '1:1 Bali is not a province; write its two digits, such as 31'],
  ['2026-01-01,A,31,x', '1:1 has more than date,name,provinces; put a name with a comma in quotes'],
  ['2026-01-01,"A', '1:1 a quote is not closed; write "" for a quote inside quotes'],
  [' '.repeat(100_000) + '"', '1:1 is longer than 1000 characters; is this the right file?'],
])('a row that cannot be read is told by its line', (row, fault) => {
  const faults: string[] = []
  parseHolidays(row, (line, column, message) => faults.push(`${line}:${column} ${message}`))
  expect(faults).toEqual([fault])
})
