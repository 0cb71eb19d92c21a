import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './faults.ts'
import { hasChromium, launchChromium, orWhyNot } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { leaveYesterday } from './yesterday.ts'

/** The hour before last night's outage of Ambon ended. */
const yesterday = Date.now() - 86_400_000

describe.skipIf(!hasChromium)(`the page read by axe${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser

  beforeAll(async () => {
    const [started, launched] = await Promise.all([
      startCollector({ history: (folder) => leaveYesterday(folder, Date.now()) }),
      launchChromium(),
    ])
    collector = started
    browser = launched
    await collector.cut('line-1')
    const page = await browser.newPage({ storageState: collector.signedIn })
    await page.goto(collector.url)
    await page.locator('[data-row="900002"]', { hasText: 'putus' }).waitFor({ timeout: 45_000 })
    await page.close()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  /** What axe finds wrong. The policy of the page has to let axe in. */
  async function violations(
    address: string,
    {
      width,
      scheme,
      prepare,
    }: { width: number; scheme: 'light' | 'dark'; prepare?: (page: Page) => Promise<void> },
  ): Promise<string[]> {
    const page = await browser.newPage({
      storageState: collector.signedIn,
      viewport: { width, height: 900 },
      colorScheme: scheme,
      hasTouch: width < 700,
      bypassCSP: true,
    })
    await page.goto(collector.url + address)
    await page.locator('main :is(h1, h2):visible').first().waitFor()
    await prepare?.(page)
    const found = await faultsOf(page)
    await page.close()
    return found
  }

  const views: [view: string, address: string, prepare?: (page: Page) => Promise<void>][] = [
    ['the overview', '/'],
    ['the map on a narrow screen', '/?view=map'],
    ['a satker beside the map', '/?satker=900002'],
    ['the page of a satker that is down', '/satker/900002'],
    ['the page of a satker compared with the day before', '/satker/900003?compare=1'],
    ['the page of a satker without links', '/satker/900004'],
    ['the page of nobody', '/satker/999999'],
    ['yesterday', `/?at=${yesterday}`],
    ['a search that finds nothing', '/?q=nobody'],
    ['a province, coloured by load', '/?province=17&colour=load'],
    ['a status', '/?status=down'],
    [
      'the help',
      '/',
      async (page) => {
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
      },
    ],
    [
      'English',
      '/satker/900002',
      async (page) => {
        await page.getByRole('button', { name: 'EN', exact: true }).click()
        await page.locator('html[lang=en]').waitFor()
      },
    ],
  ]

  for (const [view, address, prepare] of views) {
    it.each([
      [360, 'light'],
      [360, 'dark'],
      [1440, 'light'],
      [1440, 'dark'],
    ] as const)(`finds no fault in ${view} at %i px, %s`, async (width, scheme) => {
      expect(await violations(address, { width, scheme, prepare })).toEqual([])
    })
  }
})
