import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

describe.skipIf(!hasChromium)(`when the connection is lost, the page${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
    await collector.cut('line-1')
  }, 90_000)

  beforeEach(async () => {
    context = await browser.newContext({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    page = await context.newPage()
    watched = watch(page)
    await page.goto(collector.url)
    await row('900002', 'putus').waitFor({ timeout: 45_000 })
  }, 60_000)

  afterEach(async () => {
    await context.close()
    expect(watched.complaints).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  const row = (code: string, status: string) => page.locator(`[data-row="${code}"]`, { hasText: status })

  it('says so at once where the collector ends, and is live again when it is back', async () => {
    const restarted = collector.restart()
    await page.getByText(/^Tidak langsung sejak/).waitFor()
    expect(await page.title()).toContain('tidak langsung')
    await restarted
    await page.getByText(/^Tidak langsung sejak/).waitFor({ state: 'detached', timeout: 30_000 })
    await row('900002', 'putus').waitFor({ timeout: 45_000 })
    // What the browser itself says of a server that is not there.
    watched.complaints.length = 0
  })

  it('greys everything by its own clock where the collector falls silent', async () => {
    await context.close()
    context = await browser.newContext({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    page = await context.newPage()
    watched = watch(page)
    await page.clock.install()
    await page.goto(collector.url)
    await row('900002', 'putus').waitFor({ timeout: 45_000 })
    collector.freeze()
    try {
      await page.clock.fastForward(26_000)
      await page.getByText(/^Tidak langsung sejak/).waitFor()
      const filter = () => page.locator('main').evaluate((main) => getComputedStyle(main).filter)
      await expect.poll(filter).toContain('grayscale(1)')
    } finally {
      collector.thaw()
    }
  })
})
