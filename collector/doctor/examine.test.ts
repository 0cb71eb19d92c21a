import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyNetwork } from '../domain/empty-network.ts'
import { examine } from './examine.ts'

const listen = { host: '127.0.0.1', port: 0 }

test('this machine can be looked at, and nothing is left behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const findings = await examine(emptyNetwork, { data: folder, listen, trapPorts: [0] })
  expect(findings.map(({ what }) => what)).toEqual(
    expect.arrayContaining([
      'Node.js',
      'echoes',
      'open files',
      'UDP buffer',
      'data folder',
      'time zones',
      'traps',
    ]),
  )
  expect(
    findings.filter(({ what }) => ['Node.js', 'SQLite', 'time zones', 'stopwatch'].includes(what)),
  ).toMatchObject(Array.from({ length: 4 }, () => ({ state: 'well', cure: null })))
  expect(findings.find(({ what }) => what === 'commits')?.found).toMatch(/^one takes \d+\.\d ms/)
  expect(
    findings.filter(({ state, cure }) => (state === 'act') !== (cure !== null && state !== 'note')),
  ).toEqual([])
  expect(readdirSync(folder)).toEqual([])
})

test('a data folder that is not there is looked for above, and not made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const findings = await examine(emptyNetwork, { data: join(folder, 'a', 'b'), listen, trapPorts: [] })
  expect(findings.find(({ what }) => what === 'data folder')?.found).toContain(folder)
  expect(readdirSync(folder)).toEqual([])
})
