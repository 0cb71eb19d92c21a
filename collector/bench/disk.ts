import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../db/open-store.ts'
import { loadNetwork } from '../config/load-network.ts'
import type { Network } from '../domain/network.ts'
import { fleetYaml } from '../simulator/fleet-yaml.ts'
import { syntheticFleet } from '../simulator/synthetic-fleet.ts'
import type { Bench, Figure } from './bench.ts'
import { figure } from './figure.ts'
import { type Past, writePast } from './disk-size.ts'
import { measureStalls, type Stalls } from './disk-stalls.ts'
import { bytesOfALink, formulaOfALink } from './disk-year.ts'

/** Offices of the part that is measured, and links of the whole. */
const offices = 110
const linksOfAll = 850
const days = 16
const gigabyte = 1e9
const minuteDays = 14

export const diskBench: Bench = {
  name: 'disk',
  says: `what a year of ${linksOfAll} links takes on the disk, and how long folding, packing and retention hold the writer up`,
  about: `A fifth of the network, ${days} days of it by the curve of the simulator with its noise, failures and loss, through the
product's own recording, folding, packing and retention, minute by minute. What a row, a packed day and a packed week take of
the file (pages and indexes with them) is then multiplied by what ${linksOfAll} links have of each after a year with the
default retention. The formula of the README stands beside the size of the file that was really written.

Then 12,000 links are recorded for 65 minutes, folded, packed and dropped in one process, while eight readers of a thread
each ask ten times a second for an hour of a link. A transaction counts from its first statement until it is on the disk:
so long nothing else is done by the process that polls.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-bench-disk-'))
  try {
    const past = await sizeOf(join(folder, 'past'), tell, signal)
    tell('12,000 links, recorded beside eight readers')
    const stalls = await stallsOf(join(folder, 'stalls'), signal)
    return [...sizeFigures(past), ...stallFigures(stalls)]
  } catch (error) {
    if (signal.aborted) return []
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sizeOf(folder: string, tell: (line: string) => void, signal: AbortSignal): Promise<Past> {
  const network = await partOfTheNetwork(folder)
  const store = await openStore(folder)
  try {
    return await writePast(store, network, { days, tell, signal })
  } finally {
    await store.close()
  }
}

async function stallsOf(folder: string, signal: AbortSignal): Promise<Stalls> {
  const store = await openStore(folder)
  try {
    return await measureStalls(store, folder, signal)
  } finally {
    await store.close()
  }
}

async function partOfTheNetwork(folder: string): Promise<Network> {
  mkdirSync(folder, { recursive: true })
  const order = { satker: offices, planned: 0, seed: 1, port: 16_100 }
  const file = join(folder, 'devices.yaml')
  writeFileSync(file, [...fleetYaml(syntheticFleet(order), order)].join('\n'))
  const loaded = await loadNetwork(file)
  if (!loaded.ok) throw new Error('The made-up network of the bench has problems.')
  return loaded.network
}

function sizeFigures({ sizes, fileBytes, links }: Past): Figure[] {
  const year = linksOfAll * bytesOfALink(sizes, 365)
  const formula = linksOfAll * formulaOfALink({ minutes: minuteDays, fiveMinutes: 365, hours: 365 })
  const formulaOfFile = links * formulaOfALink({ minutes: minuteDays, fiveMinutes: days, hours: days })
  return [
    figure(`a year of ${linksOfAll} links`, year / gigabyte, 'GB', 3),
    figure('the same by the formula of the README', formula / gigabyte, 'GB'),
    figure('the formula is off by', 100 * Math.abs(formula / year - 1), '%', 10),
    figure(`file of ${links} links and ${days} days`, fileBytes / 1e6, 'MB'),
    figure('the formula is off from it by', 100 * Math.abs(formulaOfFile / fileBytes - 1), '%', 10),
    figure('a row of a minute', sizes.minuteRow, 'bytes'),
    figure('a row of five minutes', sizes.fiveMinuteRow, 'bytes'),
    figure('a packed day of five minutes', sizes.packedDay, 'bytes'),
    figure('of which five minutes take', sizes.packedDay / 288, 'bytes'),
    figure('a packed week of hours', sizes.packedWeek, 'bytes'),
    figure('changes and outages of a link and day', sizes.historyOfADay, 'bytes'),
  ]
}

function stallFigures({ longest, p99Ms, largestWalMb, locked, answered }: Stalls): Figure[] {
  const ms = (what: string, value: number): Figure => ({ what, value, unit: 'ms', goal: 50 })
  return [
    ms('longest transaction of 12,000 links: rows of a minute', longest.rows),
    ms('the same: folding', longest.fold),
    ms('the same: packing', longest.pack),
    ms('the same: retention', longest.retention),
    ms('all transactions, p99', p99Ms),
    { what: 'largest write-ahead file', value: largestWalMb, unit: 'MB', goal: 64 },
    { what: 'errors of writer and readers', value: locked, unit: 'errors', goal: 0 },
    { what: 'questions answered meanwhile', value: answered, unit: 'questions', goal: null },
  ]
}
