/** A collector of twelve thousand satker, a server that makes up its poll, and Chromium; null with what is missing told. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { everything } from '../domain/scope.ts'
import { leaveSession } from '../lab/keys.ts'
import type { Snapshot } from '../serve/wire.ts'
import { fleetYaml } from '../simulator/fleet-yaml.ts'
import { syntheticFleet } from '../simulator/synthetic-fleet.ts'
import { watchInside } from './page-side.ts'
import { PageServer } from './page-server.ts'
import { MadePoll } from './page-traffic.ts'
import { RunningCollector } from './running-collector.ts'

const chromium = '/usr/bin/chromium'
const build = fileURLToPath(new URL('../../ui/build.ts', import.meta.url))

export interface PageStage {
  server: PageServer
  poll: MadePoll
  /** A new window of that size; the map alone where it is narrow. */
  open(size: { width: number; height: number }): Promise<Page>
  stop(): Promise<void>
}

export async function startPageStage(
  satker: number,
  tell: (line: string) => void,
): Promise<PageStage | null> {
  const browser = await launched(tell)
  if (browser === null) return null
  await promisify(execFile)(process.execPath, [build, '--if-changed'])
  const folder = mkdtempSync(join(tmpdir(), 'satker-page-'))
  const [devices, data] = [join(folder, 'devices.yaml'), join(folder, 'data')]
  writeFileSync(devices, quietFleet(satker))
  const session = await leaveSession(data, 'administrator', everything)
  let [collector, server]: [RunningCollector | null, PageServer | null] = [null, null]
  const end = async (): Promise<void> => {
    await browser.close()
    server?.close()
    await collector?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  let ended: Promise<void> | null = null
  const stop = (): Promise<void> => (ended ??= end())
  try {
    collector = await RunningCollector.start({ devices, data })
    const poll = new MadePoll(await collector.get<Snapshot>('/api/network'))
    server = await PageServer.start({ url: collector.url, session, snapshot: () => poll.snapshot() })
    const open = async (viewport: { width: number; height: number }): Promise<Page> => {
      const page = await (await browser.newContext({ viewport })).newPage()
      await watchInside(page)
      return page
    }
    return { server, poll, open, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** As `npm run fleet` makes it, but nobody plays its routers, and they are asked as seldom as may be. */
function quietFleet(satker: number): string {
  const order = { satker, seed: 1446, port: 16_100, planned: Math.round(satker / 100) }
  return [...fleetYaml(syntheticFleet(order), order)]
    .map((line) => line.replace(/^icmp: \{ every: \w+/, 'icmp: { every: 10m'))
    .map((line) => line.replace(/^snmp: \{ every: \w+/, 'snmp: { every: 1h'))
    .map((line) => line.replace(/^simulator: \{ enabled: true/, 'simulator: { enabled: false'))
    .join('\n')
}

async function launched(tell: (line: string) => void): Promise<Browser | null> {
  if (!existsSync(chromium)) {
    tell(`no figures: there is no ${chromium} (apt-get install chromium)`)
    return null
  }
  try {
    const playwright = await import('playwright-core')
    return await playwright.chromium.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
      handleSIGINT: false,
    })
  } catch (error) {
    tell(`no figures: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`)
    return null
  }
}
