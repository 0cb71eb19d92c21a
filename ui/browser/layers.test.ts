import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Layer, LayerState } from '../../collector/domain/layer.ts'
import type { WireLayers } from '../../collector/serve/wire.ts'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { faultsOf } from './faults.ts'
import { type Laid, layLayers } from './lay-layers.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { sticksOut } from './sticks-out.ts'

const since = Date.now() - 3 * 3_600_000
const layer = (state: LayerState, by: Layer['by']): Layer => ({ state, since, by })
const layersOf = (tunnel: LayerState, session: LayerState): WireLayers => ({
  access: layer('up', 'echo'),
  tunnel: layer(tunnel, 'tunnel-interface'),
  session: { ...layer(session, 'bgp'), peer: '10.255.0.1', resetAt: null },
})
const laid: Laid = {
  links: {
    'line-1': { layers: layersOf('up', 'down'), status: 'degraded', condition: ['session-down'] },
    'line-2': { layers: layersOf('up', 'up') },
  },
  satker: { '900002': { status: 'degraded' } },
}
const verdict = 'terowongan hidup, BGP mati: sisi penyedia'

describe.skipIf(!hasChromium)(`the layers of a link in a browser${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ storageState: collector.signedIn, ...options })
    await layLayers(page, laid)
    await page.goto(collector.url + address)
    return page
  }

  it('are read beside the map without scrolling, with whose turn it is', async () => {
    const page = await open('/?satker=900002', { viewport: { width: 1440, height: 900 } })
    const { complaints } = watch(page)
    const stations = page.getByRole('list', { name: 'Lapisan sambungan line-1' }).getByRole('listitem')
    await expect.poll(() => stations.count()).toBe(3)
    const box = await page.getByText(verdict).boundingBox()
    expect(box!.y + box!.height).toBeLessThan(900)
    await page.getByRole('treeitem', { name: 'terowongan hidup, BGP mati' }).waitFor()
    expect(complaints).toEqual([])
    await page.close()
  })

  it('conclude nothing where all is well', async () => {
    const page = await open('/satker/900003')
    const layers = page.locator('.layers')
    await layers.getByText('sesi BGP').waitFor()
    expect(await layers.locator('p').count()).toBe(0)
    await page.close()
  })

  for (const address of ['/?satker=900002', '/satker/900002']) {
    it.each([
      [360, 'light'],
      [360, 'dark'],
      [1440, 'light'],
      [1440, 'dark'],
      [3840, 'light'],
    ] as const)(
      `stay in the window and without fault in ${address} at %i px, %s`,
      async (width, colorScheme) => {
        const viewport = { width, height: 900 }
        const page = await open(address, { viewport, colorScheme, hasTouch: width < 700, bypassCSP: true })
        await page.getByText(verdict).waitFor()
        expect(await sticksOut(page)).toEqual([])
        expect(await faultsOf(page)).toEqual([])
        await page.close()
      },
    )
  }

  it('let nothing move when the availability comes', async () => {
    const page = await browser.newPage({ storageState: collector.signedIn })
    await layLayers(page, laid)
    let answer = () => {}
    const isWanted = new Promise<void>((resolve) => (answer = resolve))
    await page.route('**/availability', async (route) => {
      await isWanted
      await route.continue()
    })
    await page.goto(`${collector.url}/satker/900002`)
    const people = page.getByRole('heading', { name: 'PIC jaringan' })
    await page.getByText('router-1', { exact: false }).first().waitFor()
    const before = await people.boundingBox()
    answer()
    const row = page.getByRole('table', { name: 'Ketersediaan 30 hari' }).locator('tbody tr')
    await row
      .getByText(/%|tidak ada yang mengamati/)
      .first()
      .waitFor()
    expect(await people.boundingBox()).toEqual(before)
    await page.close()
  })
})
