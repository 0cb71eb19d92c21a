/** What a router says of itself is shown as text on every page, whatever it says. */
import { createSocket } from 'node:dgram'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../collector/lab/until.ts'
import { instance, system } from '../../collector/probe/snmp/mib.ts'
import { integer, text, type Varbind } from '../../collector/simulator/hostile/forge.ts'
import { trapV2c } from '../../collector/simulator/hostile/forge-trap.ts'
import { type HostileAgent, startHostileAgent } from '../../collector/simulator/hostile/hostile-agent.ts'
import { markup } from '../../collector/simulator/hostile/markup.ts'
import { fromTable, type Table, tableOf } from '../../collector/simulator/hostile/table-agent.ts'
import type { Health, WireSatkerDetail } from '../../collector/serve/wire.ts'
import { hasChromium, launchChromium, orWhyNot, watch } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

interface Hit {
  __ran?: number
  __violations?: string[]
}

const codeOf = (place: number) => String(910_001 + place)
const ifType = '1.3.6.1.2.1.2.2.1.3'
const tunnel = 131

/** Every text that such a router can be asked for is this one; it also has a tunnel, named so. */
function tableSaying(said: string): Table {
  const table = tableOf(['wan0', said])
  for (const oid of [system.sysDescr, system.sysName]) table.set(oid, text(said))
  for (const index of [1, 2])
    for (const column of ['ifDescr', 'ifAlias'] as const) table.set(instance(column, index), text(said))
  table.set(`${ifType}.1`, integer(6))
  table.set(`${ifType}.2`, integer(tunnel))
  return table
}

/** All at one address and port, told apart by their communities. */
function devicesYaml(port: number): string {
  const satker = markup.map((said, place) => ({
    code: codeOf(place),
    name: `Kantor ${place}`,
    type: 'kankemenag',
    province: '51',
    location: [-8.4 - place / 50, 115],
    routers: [{ id: `router-${place}`, address: '127.0.0.1', snmp: { port, community: `c${place}` } }],
    links: [
      { id: `line-${place}`, router: `router-${place}`, interface: 'wan0', medium: 'fiber', reach: 'snmp' },
    ],
  }))
  const snmp = { every: '10s', version: '2c', timeout: '1s', retries: 1 }
  return JSON.stringify({
    organisation: 'Kementerian Agama',
    timezone: 'Asia/Jakarta',
    icmp: { every: '5s' },
    snmp,
    satker,
  })
}

describe.skipIf(!hasChromium)(`texts from the network${orWhyNot}`, { timeout: 180_000 }, () => {
  let agent: HostileAgent
  let collector: LiveCollector
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const answers = markup.map((said) => fromTable(tableSaying(said)))
    agent = await startHostileAgent((request) => answers[Number(request.community.slice(1))]!(request))
    collector = await startCollector({ devices: devicesYaml(agent.port) })
    for (const place of markup.keys())
      await until(`router ${place} has said what it is`, 60_000, async () => {
        const [router] = (await detailOf(codeOf(place))).routers
        return router?.identity ?? undefined
      })
    await sendTraps()
    browser = await launchChromium()
    const context = await browser.newContext({ storageState: collector.signedIn })
    await context.addInitScript(() => {
      const seen = window as unknown as Hit
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        (seen.__violations ??= []).push(`${violatedDirective} ${blockedURI}`),
      )
    })
    page = await context.newPage()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
    await agent?.close()
  })

  async function ask<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${collector.token}` }
    return (await (await fetch(`${collector.url}${path}`, { headers })).json()) as T
  }
  const detailOf = (code: string) => ask<WireSatkerDetail>(`/api/satker/${code}`)

  /** Each router also sends its text in a trap, as a name and as a description. */
  async function sendTraps(): Promise<void> {
    const port = (await ask<Health>('/api/health')).trap?.port ?? 0
    const socket = createSocket('udp4')
    for (const [place, said] of markup.entries()) {
      const varbinds: Varbind[] = [system.sysName, instance('ifDescr', 1)].map((oid) => [oid, text(said)])
      socket.send(trapV2c(`c${place}`, { id: place, varbinds }), port, '127.0.0.1')
    }
    await until('every trap is taken', 10_000, async () => {
      const { trap } = await ask<Health>('/api/health')
      return trap?.accepted === markup.length || undefined
    })
    socket.close()
  }
  const hits = () =>
    page.evaluate(() => {
      const seen = window as unknown as Hit
      return { ran: seen.__ran ?? 0, violations: seen.__violations ?? [] }
    })
  const nothing = { ran: 0, violations: [] }

  it('run nothing, break no policy, and are all there to read', async () => {
    const { complaints } = watch(page)
    await page.goto(collector.url)
    for (const [place, said] of markup.entries()) {
      await page.goto(`${collector.url}/satker/${codeOf(place)}`)
      const name = page.locator('dd', { hasText: visibleStart(said) }).first()
      await name.waitFor({ timeout: 60_000 })
      expect(await hits(), said).toEqual(nothing)
    }
    for (const path of [
      '/',
      '/?view=list',
      `/?satker=${codeOf(0)}`,
      '/audit',
      '/akun',
      '/pengaturan/akun',
      '/pengaturan/token',
    ]) {
      await page.goto(`${collector.url}${path}`)
      await page.locator('main').waitFor()
      expect(await hits(), path).toEqual(nothing)
    }
    expect(complaints).toEqual([])
  })
})

/** The part of a text up to its first control, as it stands on the page. */
function visibleStart(said: string): string {
  // oxlint-disable-next-line no-control-regex -- Controls are what is looked for.
  return said.replace(/^[\u202a-\u202e\u2066-\u2069]+/, '').split(/[\u0000-\u001f\u2069]/)[0]!
}
