import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveCollector, startCollector } from './live-collector.ts'

const executablePath = '/usr/bin/chromium'
const hasChromium = existsSync(executablePath)
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

describe.skipIf(!hasChromium)(
  `the page in a browser${hasChromium ? '' : ' (skipped: chromium not installed)'}`,
  () => {
    let collector: LiveCollector
    let browser: Browser
    let page: Page
    const complaints: string[] = []
    const hosts = new Set<string>()

    beforeAll(async () => {
      collector = await startCollector()
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] })
      page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('request', (request) => hosts.add(new URL(request.url()).host))
      page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host))
      await page.goto(collector.url)
    }, 60_000)

    afterAll(async () => {
      await browser?.close()
      await collector?.stop()
    })

    const statusOnMap = (code: string, status: string) =>
      page
        .locator(`[data-satker="${code}"][data-status="${status}"]`)
        .waitFor({ state: 'attached', timeout: 45_000 })

    it('shows every satker connected once they have answered', async () => {
      await Promise.all(['900001', '900002', '900003'].map((code) => statusOnMap(code, 'up')))
      expect(await page.getByText('DATA SINTETIS').isVisible()).toBe(true)
      expect(await page.locator('html').getAttribute('lang')).toBe('id')
    }, 60_000)

    it('shows a link that was cut as down, without being loaded anew', async () => {
      await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
      await collector.cut('line-1')
      await statusOnMap('900002', 'down')
      const row = page.getByRole('button', { name: /putus.*Kankemenag Kab\. Kaur/ }).first()
      await row.waitFor()
      expect(await page.locator('[data-satker="900003"]').getAttribute('data-status')).toBe('up')
      expect(await page.locator('body[data-same-page]').count()).toBe(1)
    }, 60_000)

    it('fits a low window: only its lists scroll', async () => {
      const size = page.viewportSize()!
      await page.setViewportSize({ width: 1440, height: 230 })
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(230)
      await page.setViewportSize(size)
    })

    it('opens the satker by keyboard, keeps it in the address, and goes back', async () => {
      await page
        .getByRole('button', { name: /putus.*Kankemenag Kab\. Kaur/ })
        .first()
        .focus()
      await page.keyboard.press('Enter')
      const title = page.getByRole('heading', { name: 'Kankemenag Kab. Kaur' })
      await title.waitFor()
      expect(await title.evaluate((heading) => heading === document.activeElement)).toBe(true)
      expect(new URL(page.url()).search).toBe('?satker=900002')
      await page.getByText('Bukti gangguan').waitFor()
      await page.goBack()
      await page.getByRole('heading', { name: /^Semua satker/ }).waitFor()
      await page.locator('[data-row="900002"]:focus').waitFor()
    }, 30_000)

    it('shows it connected again when the cut is mended', async () => {
      await collector.cut()
      await statusOnMap('900002', 'up')
    }, 60_000)

    it('speaks English when asked to, also after it was loaded anew', async () => {
      await page.getByRole('button', { name: 'EN', exact: true }).click()
      await page
        .getByText('Every satker is connected.')
        .or(page.getByText('Nothing needs action.'))
        .first()
        .waitFor()
      await page.reload()
      await page.getByRole('heading', { name: /^All satker/ }).waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe('en')
    }, 30_000)

    it('asked nothing of any other host, broke no policy and complained of nothing', () => {
      expect([...hosts]).toEqual([new URL(collector.url).host])
      expect(complaints).toEqual([])
    })
  },
)
