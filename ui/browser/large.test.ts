import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../collector/serve/wire.ts'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

const cli = join(import.meta.dirname, '../../collector/cli.ts')

/** As `npm run fleet` prints it. */
async function fleet(satker: number): Promise<string> {
  const argv = [cli, 'fleet', '--satker', String(satker)]
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 2 ** 26 })
  return stdout
}

describe.skipIf(!hasChromium)(`a large network${orWhyNot}`, { timeout: 300_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())

  describe.each([550, 12_000])('of %i satker played by the simulator', (size) => {
    let collector: LiveCollector
    let page: Page
    let watched: Watched

    beforeAll(async () => {
      collector = await startCollector({ devices: await fleet(size) })
      page = await browser.newPage({
        storageState: collector.signedIn,
        viewport: { width: 1440, height: 900 },
      })
      watched = watch(page)
      await page.goto(collector.url)
      await page.locator('[data-row]').first().waitFor({ timeout: 60_000 })
    }, 180_000)
    afterAll(async () => {
      await page?.close()
      await collector?.stop()
    })

    const drawn = () => page.evaluate(() => document.querySelectorAll('*').length)
    const figures = async () => {
      const texts = await page.locator('.figure').allTextContents()
      return texts.map((text) => Number(text.replace(/\D/g, '')))
    }

    it('is counted whole, and comes to life', async () => {
      await expect.poll(async () => (await figures()).at(-1), { timeout: 240_000 }).toBeGreaterThan(size / 2)
      const known = (await figures()).reduce((sum, figure) => sum + figure, 0)
      // The rest waits for its line.
      expect(known > size * 0.95 && known <= size).toBe(true)
    })

    it('draws only what is seen, and scrolls to its end', async () => {
      expect(await page.locator('[data-row]').count()).toBeLessThan(60)
      expect(await drawn()).toBeLessThan(9_000)
      await page.getByRole('tree').focus()
      await page.keyboard.press('End')
      const last = page.locator(`[aria-posinset][data-row]`).last()
      await expect
        .poll(async () => last.getAttribute('aria-posinset'))
        .toBe(await last.getAttribute('aria-setsize'))
      expect(await page.locator('[data-row]').count()).toBeLessThan(60)
    })

    it('is searched by circuit', async () => {
      const network = (await (
        await fetch(`${collector.url}/api/network`, {
          headers: { authorization: `Bearer ${collector.token}` },
        })
      ).json()) as Snapshot
      const sought = network.links.find(({ circuit }) => circuit?.endsWith('-2'))!
      await page.getByRole('searchbox').fill(sought.circuit!)
      await expect.poll(() => page.locator('[data-row]').count()).toBe(1)
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Halaman satker' }).waitFor()
      expect(new URL(page.url()).searchParams.get('satker')).toBe(sought.satker)
      await page.goBack()
      await page.goBack()
    })

    it('is narrowed to a province', async () => {
      await page.getByRole('combobox', { name: 'Provinsi' }).selectOption({ label: 'Maluku' })
      await expect
        .poll(async () => (await figures()).reduce((sum, figure) => sum + figure, 0))
        .toBeLessThan(size / 5)
      await page.goBack()
    })

    it('broke no policy and complained of nothing', () => expect(watched.complaints).toEqual([]))
  })
})
