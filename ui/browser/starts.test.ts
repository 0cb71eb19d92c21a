import axe from 'axe-core'
import { createSocket } from 'node:dgram'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { devicesYaml } from './office-network.ts'

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
    page = await browser.newPage({
      storageState: collector.signedIn,
      bypassCSP: true,
      viewport: { width: 360, height: 740 },
    })
    await page.goto(collector.url)
  }
  async function faults(): Promise<string[]> {
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (window as unknown as AxeWindow).axe.run())
    return violations.map(({ id }) => id)
  }

  it('says what happens in the next minute', async () => {
    // Routers that take long not to answer: the first sweep is still on its way however slow this machine is.
    const routers = [createSocket('udp4'), createSocket('udp4'), createSocket('udp4')]
    for (const router of routers) await new Promise<void>((bound) => router.bind(0, '127.0.0.1', bound))
    const network = JSON.parse(
      devicesYaml(
        routers.map((router) => router.address().port),
        [],
      ),
    ) as object
    const rhythm = { icmp: { every: '60s', timeout: '10s' }, simulator: { enabled: false } }
    const snmp = { every: '60s', version: '2c', community: 'demo-sintetis', timeout: '30s' }
    await open(JSON.stringify({ ...network, ...rhythm, snmp }))
    await page.getByText('Dalam 60 detik: kunjungan SNMP pertama membaca setiap router.').waitFor()
    expect(await faults()).toEqual([])
    for (const router of routers) router.close()
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
