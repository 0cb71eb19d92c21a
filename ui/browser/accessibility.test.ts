import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveCollector, startCollector } from './live-collector.ts'

const executablePath = '/usr/bin/chromium'
const hasChromium = existsSync(executablePath)
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
}

describe.skipIf(!hasChromium)(
  `the page read by axe${hasChromium ? '' : ' (skipped: chromium not installed)'}`,
  () => {
    let collector: LiveCollector
    let browser: Browser

    beforeAll(async () => {
      collector = await startCollector()
      browser = await chromium.launch({ executablePath, args })
      await collector.cut('line-1')
    }, 60_000)

    afterAll(async () => {
      await browser?.close()
      await collector?.stop()
    })

    /** What axe finds wrong, once the cut is on the page. The policy of the page has to let axe in. */
    async function violations(
      width: number,
      colorScheme: 'light' | 'dark',
      search: string,
    ): Promise<string[]> {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
      await page.goto(`${collector.url}/${search}`)
      await page.getByText('Kankemenag Kab. Kaur').first().waitFor({ state: 'attached' })
      await page
        .locator('[data-satker="900002"][data-status="down"]')
        .waitFor({ state: 'attached', timeout: 45_000 })
      await page.evaluate(axe.source)
      const found = await page.evaluate(() => (window as unknown as AxeWindow).axe.run())
      await page.close()
      return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    }

    it.each([
      ['the overview', 1440, 'light', ''],
      ['the overview in the dark', 1440, 'dark', ''],
      ['a satker', 1440, 'light', '?satker=900002'],
      ['a satker in the dark', 1440, 'dark', '?satker=900002'],
      ['the overview on a telephone', 360, 'light', ''],
      ['a satker on a telephone', 360, 'dark', '?satker=900002'],
    ] as const)(
      'finds no fault in %s',
      async (_view, width, scheme, search) => {
        expect(await violations(width, scheme, search)).toEqual([])
      },
      90_000,
    )
  },
)
