import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { leaveYesterday } from './yesterday.ts'

/** A4 between margins of a centimetre, in pixels. */
const papers = [
  ['upright', { width: 718, height: 1047 }],
  ['on its side', { width: 1047, height: 718 }],
] as const

describe.skipIf(!hasChromium)(`the page on paper${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser

  beforeAll(async () => {
    const [started, launched] = await Promise.all([
      startCollector({ history: (folder) => leaveYesterday(folder, Date.now()) }),
      launchChromium(),
    ])
    collector = started
    browser = launched
    const page = await browser.newPage({ storageState: collector.signedIn })
    await page.goto(collector.url)
    await page.locator('[data-row="900002"]', { hasText: 'terhubung' }).waitFor({ timeout: 45_000 })
    await page.close()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  /** As the browser does it: first the page is told, and only then laid out as wide as the paper. */
  async function print(page: Page, paper: { width: number; height: number }): Promise<void> {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize(paper)
  }

  const boxOf = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())!

  describe.each(papers)('%s', (_name, paper) => {
    it.each([
      [390, '/?view=list'],
      [390, '/?view=map'],
      [1440, '/?map=-5,110,8'],
      [3840, '/'],
    ])(
      'has the numbers, the whole map and the list, from a screen of %i px at %s',
      async (width, address) => {
        const page = await browser.newPage({
          storageState: collector.signedIn,
          viewport: { width, height: 900 },
        })
        await page.goto(collector.url + address)
        await page.locator('main').waitFor()
        await page.locator('[data-satker="900003"]').waitFor({ state: 'attached' })
        await print(page, paper)
        const [numbers, map, list] = [
          await boxOf(page, '.overview > .numbers'),
          await boxOf(page, '.overview [role="application"]'),
          await boxOf(page, '.overview > .list'),
        ]
        expect(numbers.y + numbers.height).toBeLessThanOrEqual(map.y)
        expect(map.y + map.height).toBeLessThanOrEqual(list.y)
        expect(map.width).toBeGreaterThan(paper.width * 0.9)
        expect(map.width).toBeLessThanOrEqual(paper.width)
        // The first page holds the map whole.
        expect(map.y + map.height).toBeLessThan(paper.height)
        const [kaur, ambon] = [
          await boxOf(page, '[data-satker="900002"]'),
          await boxOf(page, '[data-satker="900003"]'),
        ]
        const share = ({ x, width: wide }: typeof map) => (x + wide / 2 - map.x) / map.width
        // 103.37° and 128.18° east, of 94° to 142.2°.
        expect(share(kaur)).toBeCloseTo(0.194, 1)
        expect(share(ambon)).toBeCloseTo(0.709, 1)
        await page.close()
      },
    )
  })

  it('says when it was printed, and not that it is live', async () => {
    const page = await browser.newPage({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    await page.goto(collector.url)
    const live = page.locator('header [role="status"]', { hasText: 'langsung' })
    await live.waitFor()
    expect(await page.getByText('dicetak').count()).toBe(0)
    await print(page, papers[0][1])
    await page.getByText(/dicetak \d{1,2} \w{3} \d{4} \d\d\.\d\d WIB/).waitFor()
    expect(await live.isVisible()).toBe(false)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await page.getByText('dicetak').waitFor({ state: 'detached' })
    await page.close()
  })

  it('leaves the screen where it was', async () => {
    const page = await browser.newPage({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    await page.goto(`${collector.url}/?map=-5,110,8`)
    await page.locator('[data-satker="900001"]').waitFor()
    const before = await boxOf(page, '[data-satker="900001"]')
    await page.pdf({ format: 'A4' })
    await expect.poll(() => boxOf(page, '[data-satker="900001"]')).toEqual(before)
    expect(new URL(page.url()).searchParams.get('map')).toBe('-5,110,8')
    await page.close()
  })

  it('has charts as wide as the paper, from a telephone too, and the colours of what explains them', async () => {
    const page = await browser.newPage({
      storageState: collector.signedIn,
      viewport: { width: 390, height: 740 },
    })
    await page.goto(`${collector.url}/satker/900003`)
    await page.locator('.chart canvas').first().waitFor()
    await print(page, papers[0][1])
    const widths = await page
      .locator('.satker-page figure .chart canvas')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width))
    expect(Math.min(...widths)).toBeGreaterThan(650)
    const adjusts = await page
      .locator('figcaption i, .bar')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).printColorAdjust))
    expect(new Set(adjusts)).toEqual(new Set(['exact']))
    await page.close()
  })
})
