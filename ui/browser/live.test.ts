import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

describe.skipIf(!hasChromium)(`the page while the network changes${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
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

  const onMap = (code: string, status: string) =>
    page
      .locator(`[data-satker="${code}"][data-status="${status}"]`)
      .waitFor({ state: 'attached', timeout: 45_000 })

  it('shows every satker connected once they have answered, and says so in one sentence', async () => {
    await Promise.all(['900001', '900002', '900003'].map((code) => onMap(code, 'up')))
    await page.getByText('Semua satker terhubung.').waitFor()
    expect(await page.getByText('DATA SINTETIS').isVisible()).toBe(true)
    expect(await page.title()).toBe('Satker Connected')
  })

  it('shows a link that was cut as down on the map, in the list, the title and the tab, without being loaded anew', async () => {
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    const wellIcon = await page.locator('link[rel=icon]').getAttribute('href')
    await collector.cut('line-1')
    await onMap('900002', 'down')
    await page.locator('[data-row="900002"]', { hasText: 'putus' }).waitFor()
    await page.getByText('Perlu tindakan · 1').waitFor()
    expect(await page.title()).toBe('(1 putus) Satker Connected')
    expect(await page.locator('link[rel=icon]').getAttribute('href')).not.toBe(wellIcon)
    expect(await page.locator('[data-satker="900003"]').getAttribute('data-status')).toBe('up')
    expect(await page.locator('body[data-same-page]').count()).toBe(1)
  })

  it('shows it connected again when the cut is mended', async () => {
    await collector.cut()
    await onMap('900002', 'up')
    await page.getByText('Tidak ada yang perlu tindakan.').waitFor()
  })

  it('speaks English when asked to, also after it was loaded anew', async () => {
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByText('Nothing needs action.').waitFor()
    await page.reload()
    await page.getByText('Nothing needs action.').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  it('asked nothing of any other host, broke no policy and complained of nothing', () => {
    expect([...watched.hosts]).toEqual([new URL(collector.url).host])
    expect(watched.complaints).toEqual([])
  })
})
