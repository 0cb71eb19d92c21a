import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { devicesYaml } from './office-network.ts'

type Ring = [longitude: number, latitude: number][]

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const feature = (kode: string, ring: Ring) => ({
  type: 'Feature',
  properties: { kode },
  geometry: { type: 'Polygon', coordinates: [ring] },
})
/** Bengkulu is wound one way, Maluku the other. */
const outlines = JSON.stringify({
  type: 'FeatureCollection',
  features: [feature('17', square(102, -6, 3)), feature('81', square(127, -5, 3).toReversed())],
})

describe.skipIf(!hasChromium)(`the ministry's outlines on the map${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let page: Page
  let watched: Watched
  const network = (more: object) =>
    JSON.stringify({ ...JSON.parse(devicesYaml([23_991, 23_992, 23_993], [])), ...more })

  beforeAll(async () => {
    const devices = network({ map: { provinces: 'provinsi.geojson' } })
    const [started, launched] = await Promise.all([
      startCollector({ devices, files: { 'provinsi.geojson': outlines } }),
      launchChromium(),
    ])
    collector = started
    browser = launched
    page = await browser.newPage({ storageState: collector.signedIn, viewport: { width: 1440, height: 900 } })
    watched = watch(page)
    await page.goto(collector.url)
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  /** A corner of the square, where no office stands. */
  const cornerOf = async (code: string) => {
    const box = (await page.locator(`[data-province="${code}"]`).boundingBox())!
    return { x: box.x + box.width * 0.9, y: box.y + box.height * 0.12 }
  }

  it('are drawn each on its own place, whichever way their rings were wound', async () => {
    for (const code of ['17', '81']) {
      const box = (await page.locator(`[data-province="${code}"]`).boundingBox())!
      // Three degrees of some forty-eight; a ring wound wrongly would be the rest of the globe.
      expect(box.width > 20 && box.width < 200).toBe(true)
    }
  })

  it('name a province under the pointer, and filter by one that is clicked', async () => {
    const { x, y } = await cornerOf('81')
    await page.mouse.move(x, y)
    await page.getByText('Maluku', { exact: true }).filter({ visible: true }).first().waitFor()
    await page.mouse.click(x, y)
    await page.waitForURL(/province=81/)
    expect(await page.getByRole('combobox', { name: 'Provinsi' }).inputValue()).toBe('81')
    await page.goBack()
    expect(await page.getByRole('combobox', { name: 'Provinsi' }).inputValue()).toBe('')
  })

  it('are gone when the file names them no longer', async () => {
    await collector.save(network({}))
    await page.locator('[data-province]').first().waitFor({ state: 'detached', timeout: 30_000 })
    expect(watched.complaints).toEqual([])
  })
})
