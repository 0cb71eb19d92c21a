import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string }[] }> }
}

const empty = '{ "organisation": "Kementerian Agama", "satker": [] }'

describe.skipIf(!hasChromium)(`before there is a network to show${orWhyNot}`, { timeout: 60_000 }, () => {
  let browser: Browser
  let collector: LiveCollector | null = null
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterEach(async () => {
    await page?.close()
    await collector?.stop()
    collector = null
  })
  afterAll(() => browser?.close())

  async function open(devices?: string): Promise<void> {
    collector = await startCollector({ devices })
    page = await browser.newPage({ bypassCSP: true, viewport: { width: 360, height: 740 } })
    await page.goto(collector.url)
  }
  async function faults(): Promise<string[]> {
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (window as unknown as AxeWindow).axe.run())
    return violations.map(({ id }) => id)
  }

  it('says what happens in the next minute', async () => {
    await open()
    await page.getByText('Dalam 10 detik: kunjungan SNMP pertama membaca setiap router.').waitFor()
    expect(await faults()).toEqual([])
  })

  it('says how a network is written down, and shows it as soon as it is', async () => {
    await open(empty)
    await page.getByText('Belum ada satker yang didaftarkan.').waitFor()
    expect(await faults()).toEqual([])
    await collector!.cut()
    await page.locator('[data-row="900002"]').waitFor({ timeout: 30_000 })
  })

  it('tells a problem in devices.yaml with its place and cure, and goes on when it is mended', async () => {
    await open('organisation: Kementerian Agama\nsatkers: []\n')
    await page.getByText(/devices\.yaml:2:1 .*satker/).waitFor()
    await page.getByText('Konfigurasi belum dapat dipakai.').waitFor()
    expect(await faults()).toEqual([])
    await collector!.cut()
    await page.locator('[data-row="900002"]').waitFor({ timeout: 30_000 })
    await page.getByText(/devices\.yaml:2:1/).waitFor({ state: 'detached', timeout: 30_000 })
  })

  it('says that the collector does not answer, and what to look at', async () => {
    await open(empty)
    await page.getByText('Belum ada satker yang didaftarkan.').waitFor()
    await page.routeWebSocket('**/live', (socket) => void socket.close())
    await page.reload()
    await page.getByText('Kolektor tidak menjawab.').waitFor({ timeout: 30_000 })
    expect(await faults()).toEqual([])
  })
})
