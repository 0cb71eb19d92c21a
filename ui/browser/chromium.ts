/** Headless Chromium, as the tests use it: quiet, without a graphics card, and telling of every complaint. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

export const hasChromium = existsSync(executablePath)
/** Said beside the name of a group of tests. */
export const orWhyNot = hasChromium ? '' : ' (skipped: chromium not installed)'

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

export interface Watched {
  /** Errors and warnings of the page and its console, a broken policy among them. */
  complaints: string[]
  /** Hosts that anything was asked of. */
  hosts: Set<string>
}

/** What is refused or not there is no complaint where the page expects that it may be. */
const expected = /Failed to load resource: .* (401|404)/

export function watch(page: Page): Watched {
  const watched: Watched = { complaints: [], hosts: new Set() }
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning'
    if (isBad && !expected.test(message.text())) watched.complaints.push(message.text())
  })
  page.on('pageerror', (error) => watched.complaints.push(String(error)))
  page.on('request', (request) => watched.hosts.add(new URL(request.url()).host))
  page.on('websocket', (socket) => watched.hosts.add(new URL(socket.url()).host))
  return watched
}
