import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { faultsOf } from './faults.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { devicesYaml } from './office-network.ts'
import { addPerson, ask, signIn } from './people.ts'
import { sticksOut } from './sticks-out.ts'

/** Looked through for faults once in each scheme, and by finger and mouse. */
const cases = [
  { width: 360, language: 'id', scheme: 'dark' },
  { width: 1440, language: 'en', scheme: 'light' },
] as const
interface Looks {
  width: number
  language: 'id' | 'en'
  scheme: 'light' | 'dark'
}
/** Whether a page fits is another matter from one width or language to the next. */
const widths = [360, 1440, 3840]
const heightOf = (width: number) => (width < 700 ? 740 : Math.round(width * 0.6))

type Who = 'administrator' | 'auditor' | 'nobody'

/** Pages by who looks at them. */
const pages: [address: string, who: Who, prepare?: (page: Page) => Promise<void>][] = [
  ['/satker/900002', 'nobody'],
  ['/publik', 'nobody'],
  ['/masuk#unknown', 'nobody'],
  ['/akun', 'administrator'],
  ['/pengaturan/akun', 'administrator'],
  [
    '/pengaturan/akun',
    'administrator',
    async (page) => {
      await page.getByRole('row', { name: /^bali/ }).getByRole('button').first().click()
      await page.locator('form').waitFor()
    },
  ],
  ['/pengaturan/token', 'administrator', (page) => page.locator('main button').first().click()],
  ['/satker/900002', 'administrator', (page) => page.locator('header [aria-expanded]').click()],
  ['/audit', 'auditor'],
  ['/kesehatan', 'administrator'],
  ['/pengaturan/akun', 'auditor'],
]

describe.skipIf(!hasChromium)(`the pages of access${orWhyNot}`, { timeout: 120_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let storage: Record<Who, BrowserContextOptions['storageState']>

  beforeAll(async () => {
    const network = JSON.parse(devicesYaml([1, 2, 3], [])) as object
    const devices = JSON.stringify({ ...network, access: { public_page: true } })
    const [started, launched] = await Promise.all([startCollector({ devices }), launchChromium()])
    collector = started
    browser = launched
    const scope = { provinces: ['51', '52', '53'], types: ['kua' as const], satker: ['900002'] }
    await addPerson(collector, 'bali.nusa.tenggara@kemenag.example', 'operator', scope)
    const auditor = await addPerson(collector, 'irjen', 'auditor')
    await ask(collector, 'POST', '/api/tokens', { name: 'grafana', role: 'viewer', scope, days: 30 })
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(collector.url)
    await signIn(page, auditor)
    await page.waitForURL('**/audit')
    storage = {
      administrator: collector.signedIn,
      auditor: await context.storageState(),
      nobody: { cookies: [], origins: [] },
    }
    await context.close()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  it.each(cases)('have no fault at $width px, $scheme, and fit in $language at any width', async (looks) => {
    for (const [who, ofWho] of Map.groupBy(pages, ([, one]) => one)) {
      const page = await pageOf(who, looks)
      const { complaints } = watch(page)
      for (const [address, , prepare] of ofWho) {
        await open(page, address)
        await prepare?.(page)
        await page.evaluate(() => document.fonts.ready)
        const where = `${address} of ${who}`
        expect(await faultsOf(page), where).toEqual([])
        for (const width of widths) {
          await page.setViewportSize({ width, height: heightOf(width) })
          expect(await sticksOut(page), `${where} at ${width} px`).toEqual([])
        }
        await page.setViewportSize({ width: looks.width, height: heightOf(looks.width) })
        expect(complaints, where).toEqual([])
      }
      await page.context().close()
    }
  })

  it('tell anybody the sums, and no more', async () => {
    const page = await pageOf('nobody', { width: 1440, language: 'id', scheme: 'light' })
    await open(page, '/publik')
    await page.getByRole('row', { name: /^Semua 4/ }).waitFor()
    await page.getByText('DATA SINTETIS').last().waitFor()
    const text = await page.locator('main').innerText()
    expect(text).not.toMatch(/Kankemenag|Pusat Data|90000|SID-|PIC|127\.0/)
    // As wide as A4 between its margins.
    await page.setViewportSize({ width: 718, height: 1000 })
    await page.emulateMedia({ media: 'print' })
    expect(await sticksOut(page)).toEqual([])
    expect(await page.getByRole('link', { name: 'Masuk' }).isVisible()).toBe(false)
    await page.context().close()
  })

  async function pageOf(who: Who, { width, language, scheme }: Looks): Promise<Page> {
    const context = await browser.newContext({
      storageState: storage[who],
      viewport: { width, height: heightOf(width) },
      colorScheme: scheme,
      hasTouch: width < 700,
      bypassCSP: true,
    })
    await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    return context.newPage()
  }

  async function open(page: Page, address: string): Promise<void> {
    await page.goto(collector.url + address)
    await page.locator('main h2:visible').first().waitFor()
    await page.waitForFunction(() => document.querySelector('main .waiting') === null)
  }
})
