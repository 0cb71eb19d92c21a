import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { leaveYesterday } from './yesterday.ts'

const kinds = ['Lalu lintas', 'Latensi', 'Paket hilang']

describe.skipIf(!hasChromium)(`the charts of a satker${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const [started, launched] = await Promise.all([
      startCollector({ history: (folder) => leaveYesterday(folder, Date.now()) }),
      launchChromium(),
    ])
    collector = started
    browser = launched
  }, 90_000)

  beforeEach(async () => {
    page = await browser.newPage({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
    })
    watched = watch(page)
  })

  afterEach(async () => {
    expect(watched.complaints).toEqual([])
    await page.close()
  })

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  const chart = (kind: string) => page.getByRole('slider', { name: kind })
  const open = async (search = '') => {
    await page.goto(`${collector.url}/satker/900003${search}`)
    await chart('Paket hilang').locator('canvas').waitFor()
  }
  const told = (kind: string) => chart(kind).getAttribute('aria-valuetext')

  it('have one cursor, which keys move, and tell exact values in the zone of the satker', async () => {
    await open()
    await chart('Lalu lintas').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    const value = Number(await chart('Lalu lintas').getAttribute('aria-valuenow'))
    expect(value).toBe(1)
    for (const kind of kinds) expect(await chart(kind).getAttribute('aria-valuenow')).toBe('1')
    expect(await told('Lalu lintas')).toMatch(
      /^\d{1,2} \w{3} \d{4} \d\d\.\d\d WIT: masuk [\d,]+ [kM]?bps, keluar [\d,]+ [kM]?bps$/,
    )
    expect(await told('Latensi')).toMatch(/latensi 2\d ms \(20 ms – 30 ms\)$/)
    const lines = await page
      .locator('.u-cursor-x')
      .evaluateAll((all) => all.map((line) => (line as HTMLElement).style.transform))
    expect(new Set(lines).size).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByText(/^Arahkan ke grafik/).waitFor()
  })

  it('are enlarged by drawing across one, and made whole again', async () => {
    await open()
    await chart('Latensi').scrollIntoViewIfNeeded()
    const box = (await chart('Latensi').boundingBox())!
    await page.mouse.move(box.x + 300, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + 420, box.y + 50, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL(/from=\d+&to=\d+/)
    const { searchParams } = new URL(page.url())
    const length = Number(searchParams.get('to')) - Number(searchParams.get('from'))
    expect(length).toBeGreaterThan(2 * 3_600_000)
    expect(length).toBeLessThan(5 * 3_600_000)
    await page.getByLabel('Dari (WIT)').waitFor()
    await page.getByRole('button', { name: 'Kembali ke 24 jam' }).click()
    await page.waitForURL('**/satker/900003')
  })

  it('are compared with the day before, and stand over the outages of their stretch', async () => {
    await open('?compare=1')
    await page.getByText('kemarin', { exact: true }).first().waitFor()
    await open('?range=7d')
    await page.getByRole('row', { name: /2 j line-2 putus ujung jauh tidak menjawab/ }).waitFor()
  })

  it('are put on paper in dark ink, also from a dark screen', async () => {
    await open()
    const lightest = () =>
      chart('Latensi')
        .locator('canvas')
        .evaluate((canvas: HTMLCanvasElement) => {
          // The words at the left of the axis: nothing else is drawn there.
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, 40, canvas.height)
          let most = 0
          for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 250) most = Math.max(most, data[i]!)
          return most
        })
    expect(await lightest()).toBeGreaterThan(150)
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    expect(await lightest()).toBeLessThan(110)
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    expect(await lightest()).toBeGreaterThan(150)
  })

  it('say why they are not there, and what comes next', async () => {
    await page.route('**/readings?*', (route) =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'It failed.' } } }),
    )
    await page.goto(`${collector.url}/satker/900003`)
    const said = 'Bacaan tidak dapat diambil: kolektor gagal menjawab; sebabnya ada di lognya.'
    await page.getByText(said).waitFor()
    watched.complaints.length = 0
  })
})
