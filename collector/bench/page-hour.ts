/** An hour of the live connection in as long as the page takes for it, and what it leaves behind. */
import type { Page } from 'playwright-core'
import type { Figure } from './bench.ts'
import { PageMeter } from './page-cost.ts'
import type { PageServer } from './page-server.ts'
import type { MadePoll } from './page-traffic.ts'

const sweeps = 360
/** A page that is slower than this is measured by what it took in the meantime. */
const mostSeconds = 120
const warmUpSweeps = 6
const floorSweeps = 30

interface Hour {
  page: Page
  server: PageServer
  poll: MadePoll
  tell(line: string): void
}

export async function hourOfTraffic(hour: Hour): Promise<Figure[]> {
  const { page, server, poll, tell } = hour
  const meter = await PageMeter.of(page)
  const sweep = async (): Promise<void> => {
    for (const publication of poll.sweep()) server.publish(publication)
    await server.drawn()
  }
  for (let at = 0; at < warmUpSweeps; at++) await sweep()
  await page.evaluate(() => window.bench.longTasks())
  const until = performance.now() + mostSeconds * 1_000
  const costs = [await meter.cost()]
  let done = 0
  for (let third = 1; third <= 3; third++) {
    for (; done < (sweeps / 3) * third && performance.now() < until; done++) await sweep()
    costs.push(await meter.cost())
    tell(`${done} sweeps: ${costs.at(-1)!.heapMb.toFixed(1)} MB`)
  }
  const long = await page.evaluate(() => window.bench.longTasks())
  const [first, ...later] = costs
  const last = later.at(-1)!
  const floor = await parsedOnly(hour)
  const growth = (cost: { heapMb: number }): number => cost.heapMb - first!.heapMb
  const of = `${done} sweeps`
  const perSweep = ((last.mainSeconds - first!.mainSeconds) / Math.max(1, done)) * 1_000
  return [
    { what: 'sweeps taken in', value: done, unit: 'sweeps', goal: sweeps, isFloor: true },
    { what: 'main thread, a sweep', value: perSweep, unit: 'ms', goal: 200 },
    { what: 'floor: its messages read as JSON, and no more', value: floor, unit: 'ms', goal: null },
    { what: `heap before ${of}`, value: first!.heapMb, unit: 'MB', goal: null },
    { what: 'heap, growth after a third', value: growth(later[0]!), unit: 'MB', goal: null },
    { what: 'heap, growth after two thirds', value: growth(later[1]!), unit: 'MB', goal: null },
    { what: 'heap, growth at the end', value: growth(last), unit: 'MB', goal: 10 },
    { what: `tasks of more than 50 ms, in ${of}`, value: long.length, unit: 'tasks', goal: null },
    { what: 'longest task', value: Math.max(0, ...long), unit: 'ms', goal: null },
  ]
}

/** Milliseconds of the main thread that a sweep takes where its messages are read, and nothing is done with them. */
async function parsedOnly({ page, server, poll }: Hour): Promise<number> {
  // A document of the same server that has no script of its own.
  await page.goto(`${server.url}/api/entry`)
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/live`)
        socket.onmessage = ({ data }) => resolve(void JSON.parse(String(data)))
      }),
  )
  const meter = await PageMeter.of(page)
  const before = await meter.cost()
  for (let at = 0; at < floorSweeps; at++) {
    for (const publication of poll.sweep()) server.publish(publication)
    await server.drawn()
  }
  const { mainSeconds } = await meter.cost()
  return ((mainSeconds - before.mainSeconds) / floorSweeps) * 1_000
}
