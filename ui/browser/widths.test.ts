import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { sticksOut } from './sticks-out.ts'
import { leaveYesterday } from './yesterday.ts'

const widths = [360, 768, 1440, 3840]
const views = ['/', '/?view=map', '/?satker=900002', '/satker/900002?range=7d', '/satker/900003?compare=1']

describe.skipIf(!hasChromium)(
  `the page from a telephone to a wall screen${orWhyNot}`,
  { timeout: 60_000 },
  () => {
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

    describe.each(widths)('at %i px', (width) => {
      it.each(['id', 'en'] as const)(
        'holds every view in its window, in %s, light and dark',
        async (language) => {
          for (const colorScheme of ['light', 'dark'] as const) {
            const page = await browser.newPage({
              storageState: collector.signedIn,
              viewport: { width, height: width < 700 ? 740 : Math.round(width * 0.6) },
              colorScheme,
              hasTouch: width < 700,
            })
            await page.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
            const { complaints } = watch(page)
            for (const view of views) {
              await page.goto(collector.url + view)
              await page.locator('main :is(h1, h2):visible').first().waitFor()
              await page.evaluate(() => document.fonts.ready)
              expect(await sticksOut(page), `${view} ${colorScheme}`).toEqual([])
              expect(await page.locator('html').getAttribute('lang')).toBe(language)
            }
            expect(complaints).toEqual([])
            await page.close()
          }
        },
      )
    })

    it('has thumb-sized rows and buttons on a telephone', async () => {
      const page = await browser.newPage({
        storageState: collector.signedIn,
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        isMobile: true,
      })
      await page.goto(collector.url)
      await page.locator('[data-row="900002"]').waitFor()
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('main button, main select, main input, [role=treeitem]')]
          .filter((element) => element.checkVisibility())
          .map((element) => ({
            high: element.getBoundingClientRect().height,
            html: element.outerHTML.slice(0, 90),
          }))
          .filter(({ high }) => high < 43.5),
      )
      expect(small).toEqual([])
      await page.close()
    })

    it.each([
      ['a telephone held sideways', 740, 360],
      ['a screen whose browser writes twice as large', 720, 450],
    ])('draws only the rows that are seen on %s', async (_what, width, height) => {
      const page = await browser.newPage({ storageState: collector.signedIn, viewport: { width, height } })
      await page.goto(collector.url)
      await page.locator('[data-row="900002"]').waitFor()
      const tree = (await page.getByRole('tree').boundingBox())!
      expect(tree.height).toBeLessThan(height)
      await page.close()
    })

    it('reaches the end of its list also after rows have become higher', async () => {
      const page = await browser.newPage({
        storageState: collector.signedIn,
        viewport: { width: 1440, height: 320 },
      })
      await page.goto(collector.url)
      await page.locator('[data-row="900002"]').waitFor()
      await page.setViewportSize({ width: 2560, height: 320 })
      await page.getByRole('tree').focus()
      await page.keyboard.press('End')
      const last = page.locator('[data-row]').last()
      await expect
        .poll(async () => {
          const [row, tree] = [await last.boundingBox(), await page.getByRole('tree').boundingBox()]
          return Math.round(row!.y + row!.height - tree!.y - tree!.height)
        })
        .toBeLessThanOrEqual(1)
      await page.close()
    })

    it('grows with the text that was chosen in the browser, and nothing covers the numbers then', async () => {
      const page = await browser.newPage({
        storageState: collector.signedIn,
        viewport: { width: 1440, height: 900 },
      })
      const session = await page.context().newCDPSession(page)
      await page.goto(collector.url)
      const row = page.locator('[data-row="900002"]')
      const figures = page.locator('.numbers .figure')
      const high = async () => (await row.boundingBox())!.height
      await row.waitFor()
      const before = await high()
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
      await page.reload()
      await row.waitFor()
      expect(await high()).toBeCloseTo(2 * before, 0)
      const covered = await figures.evaluateAll((all) =>
        all
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          .filter(({ one, box }) => {
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
            return !one.contains(top)
          })
          .map(({ one }) => one.outerHTML),
      )
      expect(covered).toEqual([])
      await page.close()
    })

    it('is printed with all of its list and without what is pressed', async () => {
      const page = await browser.newPage({
        storageState: collector.signedIn,
        viewport: { width: 1440, height: 900 },
      })
      await page.goto(collector.url)
      await page.locator('[data-row="900002"]').waitFor()
      await page.emulateMedia({ media: 'print' })
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
      expect(await page.locator('[data-row]').count()).toBe(4)
      // The five numbers are read as well as pressed.
      const pressed = page.locator('button:not(.numbers *), select, input').filter({ visible: true })
      expect(
        await pressed.evaluateAll((elements) => elements.map(({ outerHTML }) => outerHTML.slice(0, 90))),
      ).toEqual([])
      await page.close()
    })
  },
)
