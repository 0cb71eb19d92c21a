import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { faultsOf } from './faults.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { devicesYaml } from './office-network.ts'
import { addPerson, ask, signIn } from './people.ts'
import { sticksOut } from './sticks-out.ts'

/** Each width in each scheme and language once, not each with each. */
const cases = [
  { width: 360, language: 'id', scheme: 'light' },
  { width: 360, language: 'en', scheme: 'dark' },
  { width: 1440, language: 'id', scheme: 'dark' },
  { width: 1440, language: 'en', scheme: 'light' },
  { width: 3840, language: 'id', scheme: 'light' },
] as const
interface Looks {
  width: number
  language: 'id' | 'en'
  scheme: 'light' | 'dark'
}

/** Pages by who looks at them; nobody looks at the rest. */
const pages: [
  address: string,
  who: 'administrator' | 'auditor' | null,
  prepare?: (page: Page) => Promise<void>,
][] = [
  ['/satker/900002', null],
  ['/publik', null],
  ['/masuk#unknown', null],
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
  ['/pengaturan/akun', 'auditor'],
]

describe.skipIf(!hasChromium)(`the pages of access${orWhyNot}`, { timeout: 120_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let storage: Record<'administrator' | 'auditor', BrowserContextOptions['storageState']>

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
    storage = { administrator: collector.signedIn, auditor: await context.storageState() }
    await context.close()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  it.each(cases)('have no fault and fit at $width px, in $language, $scheme', async (looks) => {
    for (const [address, who, prepare] of pages) {
      const { page, complaints } = await open(address, who === null ? undefined : storage[who], looks)
      await prepare?.(page)
      await page.evaluate(() => document.fonts.ready)
      const where = `${address} of ${who}`
      expect(await sticksOut(page), where).toEqual([])
      expect(await faultsOf(page), where).toEqual([])
      expect(complaints, where).toEqual([])
      await page.context().close()
    }
  })

  it('tell anybody the sums, and no more', async () => {
    const { page } = await open('/publik', undefined, { width: 1440, language: 'id', scheme: 'light' })
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

  async function open(
    address: string,
    storageState: BrowserContextOptions['storageState'],
    { width, language, scheme }: Looks,
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({
      storageState,
      viewport: { width, height: width < 700 ? 740 : Math.round(width * 0.6) },
      colorScheme: scheme,
      hasTouch: width < 700,
      bypassCSP: true,
    })
    await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    const page = await context.newPage()
    const { complaints } = watch(page)
    await page.goto(collector.url + address)
    await page.locator('main h2:visible').first().waitFor()
    await page.waitForFunction(() => document.querySelector('main .waiting') === null)
    return { page, complaints }
  }
})
