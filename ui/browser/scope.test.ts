import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { addPerson, type Person, signIn } from './people.ts'

describe.skipIf(!hasChromium)(`who sees only a part${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watched: Watched
  let kaur: Person
  let auditor: Person

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
    kaur = await addPerson(collector, 'kaur', 'pic', { provinces: ['17'], types: [], satker: [] })
    auditor = await addPerson(collector, 'irjen', 'auditor')
    await collector.cut('line-0')
  }, 90_000)

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    watched = watch(page)
  })
  afterEach(async () => {
    await context.close()
    expect(watched.complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  it('is told so, and that what is out of reach hangs on what they do not see', async () => {
    await page.goto(collector.url)
    await signIn(page, kaur)
    await page.getByText('Anda melihat: Provinsi Bengkulu').waitFor()
    await page
      .locator('[data-row="900002"]', { hasText: 'sambungan induk putus, di luar lingkup Anda' })
      .waitFor({
        timeout: 45_000,
      })
    expect(await page.locator('[data-row]').count()).toBe(2)
    await page.locator('[data-row="900002"]').click()
    await page.getByText('Sambungan induk putus, di luar lingkup Anda').first().waitFor()
    await page.goto(`${collector.url}/satker/900003`)
    await page.getByRole('heading', { name: /900003/ }).waitFor()
    expect(await page.getByText('Ambon').count()).toBe(0)
  })

  it('sees the number of a PIC only by asking for it, which the trail keeps', async () => {
    await page.goto(`${collector.url}/satker/900002`)
    await signIn(page, kaur)
    await page.getByRole('button', { name: 'Tampilkan nomor' }).waitFor()
    expect(await page.getByText('+62 800 0000 0001').count()).toBe(0)
    await page.getByRole('button', { name: 'Tampilkan nomor' }).click()
    await page.getByRole('link', { name: '+62 800 0000 0001' }).waitFor()

    const other = await browser.newPage()
    await other.goto(`${collector.url}/audit?what=pic.reveal`)
    await signIn(other, auditor)
    const row = other.getByRole('row', { name: /account:kaur/ })
    await row.getByText('nomor PIC ditampilkan').waitFor()
    await row.getByText('satker:900002').waitFor()
    expect(await other.getByText('0000 0001').count()).toBe(0)
    await other.close()
  })
})
