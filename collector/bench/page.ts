import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Bench, Figure } from './bench.ts'
import { quantile } from './measured-answer.ts'
import { PageMeter } from './page-cost.ts'
import { hourOfTraffic } from './page-hour.ts'
import { enlarge, type Frames, lookedBack, opened, panned, typed, zoomed } from './page-moves.ts'
import { type PageStage, startPageStage } from './page-stage.ts'

const satker = 12_000
const seconds = 5
const wide = { width: 1440, height: 900 }
const narrow = { width: 360, height: 800 }
const words = ['kota', 'SID-9', 'madrasah', 'penyedia b', 'maluku', 'kankemenag kab', '127.2', 'jawa timur']

export const pageBench: Bench = {
  name: 'page',
  says: `the page at ${satker} satker in headless Chromium: until it can be used, panning, searching, an hour of traffic`,
  about: `The built page, signed in, in headless Chromium without a graphics card, showing a made-up fleet of ${satker} satker. The
collector is the real one, but nobody plays its routers: what it would have measured is made up by the bench, which stands
between the two and speaks the live connection. Usable is when the list and the map are drawn and a click on a satker has
been answered, from the start of navigation with nothing cached. Frames are those that the page was given while it was dragged,
zoomed or looked back with for ${seconds} seconds. A letter takes from its event until the frame with the list that it leaves is
shown, as the browser itself times it: in steps of 8 ms, and 16 at least. They are typed as fast as the browser takes them.

The hour of traffic is 360 sweeps of ten seconds, delivered as fast as the page takes them: each time five messages in which
together 1 % of the links fall or rise, and one with new measurements of all links; the next sweep comes when the last is drawn.
The heap is counted after a collection of garbage. It grows by the history of that hour, of which the page keeps no more
than a day and what was looked back at.`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  tell(`starting a collector of ${satker} satker`)
  const stage = await startPageStage(satker, tell)
  if (stage === null) return []
  const figures: Figure[] = []
  const parts = [wideFigures, narrowFigures, trafficFigures]
  signal.addEventListener('abort', () => void stage.stop())
  try {
    for (const [at, part] of parts.entries()) {
      if (signal.aborted) break
      tell(`part ${at + 1} of ${parts.length}`)
      figures.push(...(await part(stage, tell)))
    }
  } catch (error) {
    // Whoever interrupts it closes the browser under what is being measured.
    if (!signal.aborted) throw error
  } finally {
    await stage.stop()
  }
  return figures
}

async function wideFigures(stage: PageStage): Promise<Figure[]> {
  const page = await stage.open(wide)
  const [scripts, requests]: [Promise<number>[], string[]] = [[], []]
  page.on('request', (request) => requests.push(request.url()))
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(stage.server.url, { waitUntil: 'commit' })
  const { drawnMs, answeredMs } = await page.evaluate(() => window.bench.usable())
  const atStart = {
    requests: requests.length,
    bytes: (await Promise.all(scripts)).reduce((a, b) => a + b, 0),
  }
  await page.keyboard.press('Escape')
  const { heapMb, nodes } = await (await PageMeter.of(page)).cost()
  const letters = await typed(page, words)
  const openings = await opened(page, 10)
  await enlarge(page)
  const frames = [
    ...framesOf('panning, 1440 × 900', await panned(page, seconds)),
    ...framesOf('zooming, 1440 × 900', await zoomed(page, seconds)),
  ]
  await page.goto(stage.server.url)
  await page.evaluate(() => window.bench.usable())
  const past = framesOf('looking back, 1440 × 900', await lookedBack(page, seconds))
  await close(page)
  return [
    { what: 'list and map drawn', value: drawnMs, unit: 'ms', goal: null },
    { what: 'usable: a click answered', value: answeredMs, unit: 'ms', goal: 2_000 },
    { what: 'script before it is usable, gzipped', value: atStart.bytes / 1_000, unit: 'kB', goal: 250 },
    { what: 'requests before it is usable', value: atStart.requests, unit: 'requests', goal: null },
    { what: 'elements and texts of the page', value: nodes, unit: 'nodes', goal: 9_000 },
    { what: 'heap once loaded', value: heapMb, unit: 'MB', goal: null },
    { what: 'a letter of a search, median', value: quantile(letters, 0.5), unit: 'ms', goal: null },
    { what: 'a letter of a search, p99', value: quantile(letters, 0.99), unit: 'ms', goal: 100 },
    { what: 'a satker opened, median', value: quantile(openings, 0.5), unit: 'ms', goal: 100 },
    ...frames,
    ...past,
  ]
}

async function narrowFigures(stage: PageStage): Promise<Figure[]> {
  const page = await stage.open(narrow)
  await page.goto(`${stage.server.url}/?view=map`)
  await page.locator('path.land').first().waitFor()
  await enlarge(page)
  const frames = framesOf('panning, 360 × 800', await panned(page, seconds))
  await close(page)
  return frames
}

async function trafficFigures(stage: PageStage, tell: (line: string) => void): Promise<Figure[]> {
  const page = await stage.open(wide)
  await page.goto(stage.server.url)
  await page.evaluate(() => window.bench.usable())
  await page.keyboard.press('Escape')
  const figures = await hourOfTraffic({ ...stage, page, tell })
  await close(page)
  return figures
}

function framesOf(what: string, { perSecond, longestMs }: Frames): Figure[] {
  return [
    { what: `frames a second, ${what}`, value: perSecond, unit: 'a second', goal: 30, isFloor: true },
    { what: `longest frame, ${what}`, value: longestMs, unit: 'ms', goal: null },
  ]
}

function close(page: Page): Promise<void> {
  return page.context().close()
}
