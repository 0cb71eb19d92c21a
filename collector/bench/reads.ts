import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { linkReadingsText } from '../../db/link-readings.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { loadNetwork } from '../config/load-network.ts'
import { everything } from '../domain/scope.ts'
import type { Bench, Figure } from './bench.ts'
import { loopbackFleetYaml } from './loopback-fleet.ts'
import { quantile } from './measured-answer.ts'
import { fillStore } from './reads-store.ts'
import { RunningCollector } from './running-collector.ts'

const routers = 12_000
const yearLinks = 12
const [dayReads, yearReads, longReads] = [1_000, 150, 60]
/** Between two days that are asked for, from none to twice this: they take a minute, with all that comes in one. */
const meanPauseMs = 50
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** What the API gives of five minutes at once is 50,000 of them. */
const longDays = 173
const warmUpMs = 90_000

export const readsBench: Bench = {
  name: 'reads',
  says: `the readings of one link by the API, with a day of minutes of ${routers} links recorded and a year of ${yearLinks}`,
  about: `A day of minutes of ${routers} links, 17 million rows, and a year of hours and five minutes of ${yearLinks}, the older of them
packed. The collector runs on it as a process of its own and sweeps all ${routers} every ten seconds, so that it writes as many
rows each minute; the links are asked for over HTTP one after the other, each another, and the days at any moment of a
minute. A time counts from the question to the last byte of the answer. The floor is of the same run: the same day asked
of the store itself, in the process of the bench.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-bench-reads-'))
  let collector: RunningCollector | null = null
  try {
    const [devices, data] = [join(folder, 'devices.yaml'), join(folder, 'data')]
    writeFileSync(devices, loopbackFleetYaml({ routers, snmpPort: null }))
    const loaded = await loadNetwork(devices)
    if (!loaded.ok) throw new Error('The made-up network of the bench has problems.')
    const { network } = loaded
    const now = Date.now()
    await fillStore({ data, network, now, yearLinks, tell, signal })
    const floor = await floorOf(data, now)
    collector = await RunningCollector.start({ devices, data })
    await warm(collector, signal)
    tell('asking')
    const ask = askOf(collector, signal)
    const link = (turn: number, of: number) => `l${(turn * 7_919) % of}`
    const days = await timed(dayReads, (turn) => ask(link(turn, routers), now - dayMs, now), paused)
    const years = await timed(yearReads, (turn) => ask(link(turn, yearLinks), now - 365 * dayMs, now))
    const long = await timed(longReads, (turn) =>
      ask(link(turn, yearLinks), now - longDays * dayMs, now, 300_000),
    )
    const { eventLoopP99Ms } = await collector.health()
    return [
      ...figures('a day of a link', days, 20),
      ...figures('a year of a link, by the hour', years, 50),
      ...figures(`${longDays} days of a link by five minutes`, long, null),
      { what: 'event loop held up, p99', value: eventLoopP99Ms, unit: 'ms', goal: 50 },
      {
        what: 'floor: the day asked of the store itself, median',
        value: quantile(floor, 0.5),
        unit: 'ms',
        goal: null,
      },
    ]
  } catch (error) {
    if (signal.aborted) return []
    throw error
  } finally {
    await collector?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Until every link was swept, and what starting took is over. */
async function warm(collector: RunningCollector, signal: AbortSignal): Promise<void> {
  const until = performance.now() + warmUpMs
  while (performance.now() < until && !signal.aborted) {
    await wait(1_000)
    const { links } = await collector.get<{ links: { status: string }[] }>('/api/network')
    if (links.every(({ status }) => status !== 'unknown')) return
  }
}

/** By the plain client of Node.js: that of the web platform takes a fifth of the time for itself. */
function askOf({ url, token }: RunningCollector, signal: AbortSignal) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const options = { agent, signal, headers: { authorization: `Bearer ${token}` } }
  return async (link: string, from: number, to: number, resolution?: number): Promise<void> => {
    const finer = resolution === undefined ? '' : `&resolution=${resolution}`
    const question = get(`${url}/api/links/${link}/readings?from=${from}&to=${to}${finer}`, options)
    const [answer] = (await once(question, 'response', { signal })) as [IncomingMessage]
    const { byteLength } = await buffer(answer)
    if (answer.statusCode !== 200 || byteLength < 1_000)
      throw new Error(`${question.path} was answered with ${answer.statusCode} and ${byteLength} bytes.`)
  }
}

async function floorOf(data: string, now: number): Promise<number[]> {
  const store = openReadOnly(data)
  const retention = { minutesMs: 14 * dayMs, fiveMinutesMs: 395 * dayMs, hoursMs: 1_826 * dayMs }
  try {
    return await timed(50, async (turn) => {
      const link = `l${(turn * 3_571) % routers}`
      await linkReadingsText(store.db, everything, { link, from: now - dayMs, to: now, now, retention })
    })
  } finally {
    await store.close()
  }
}

function paused(turn: number): Promise<unknown> {
  return wait((turn * 37) % (2 * meanPauseMs))
}

/** Milliseconds of each turn, in order of length. */
async function timed(
  turns: number,
  task: (turn: number) => Promise<unknown>,
  before?: (turn: number) => Promise<unknown>,
): Promise<number[]> {
  const took: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    await before?.(turn)
    const begun = performance.now()
    await task(turn)
    took.push(performance.now() - begun)
  }
  return took.toSorted((one, other) => one - other)
}

function figures(what: string, took: readonly number[], goal: number | null): Figure[] {
  return [
    { what: `${what}, p50`, value: quantile(took, 0.5), unit: 'ms', goal: null },
    { what: `${what}, p99`, value: quantile(took, 0.99), unit: 'ms', goal },
  ]
}
