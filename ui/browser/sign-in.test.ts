import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { addPerson, changePerson, type Person, signIn } from './people.ts'

describe.skipIf(!hasChromium)(`coming in and going${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watched: Watched
  let asked: string[]
  let budi: Person
  let auditor: Person

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
    budi = await addPerson(collector, 'budi', 'operator')
    auditor = await addPerson(collector, 'irjen', 'auditor')
  }, 90_000)

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    watched = watch(page)
    asked = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    page.on('websocket', (socket) => asked.push(new URL(socket.url()).pathname))
  })

  afterEach(async () => {
    await context.close()
    expect(watched.complaints).toEqual([])
    expect([...watched.hosts]).toEqual([new URL(collector.url).host])
  })

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  const signInTitle = () => page.getByRole('heading', { name: 'Masuk', exact: true })
  const ended = (where: Page) => where.getByText(/^Sesi berakhir\./)

  it('shows nothing of the network to nobody, and what was wanted to who signs in', async () => {
    await page.goto(`${collector.url}/satker/900002?range=7d`)
    await signInTitle().waitFor()
    expect(asked.filter((path) => /^\/(api|live)/.test(path))).toEqual(['/api/entry', '/api/session'])
    expect(await page.title()).toBe('Masuk · Satker Connected')
    await signIn(page, budi)
    await page.getByRole('heading', { name: 'Kankemenag Kab. Kaur' }).waitFor()
    expect(page.url()).toBe(`${collector.url}/satker/900002?range=7d`)
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  })

  it('says that name or password is wrong, not which, and lets the right one in', async () => {
    await page.goto(collector.url)
    await signIn(page, { name: 'budi', password: 'bukan yang benar ini' })
    await page.getByRole('alert').getByText('Nama atau kata sandi salah.').waitFor()
    await page.locator('[name=password]:focus').waitFor()
    await signIn(page, { name: 'siapa', password: 'bukan yang benar ini' })
    await page.getByRole('alert').getByText('Nama atau kata sandi salah.').waitFor()
    await signIn(page, budi)
    await page.locator('[data-row="900002"]').waitFor()
  })

  it('ends in every tab when one signs out in one of them', async () => {
    await page.goto(`${collector.url}/satker/900003`)
    await signIn(page, budi)
    await page.getByRole('heading', { name: 'Kankemenag Kota Ambon' }).waitFor()
    const other = await context.newPage()
    await other.goto(collector.url)
    await other.locator('[data-row="900002"]').waitFor()
    await other.getByRole('button', { name: /^budi/ }).click()
    await other.getByRole('button', { name: 'Keluar' }).click()
    await other.getByText('Anda sudah keluar.').waitFor()
    await ended(page).waitFor()
    expect(await page.getByText('Kankemenag').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/satker/900003')
    expect(await page.title()).toBe('Masuk · Satker Connected')
    await page.goBack()
    expect(await page.getByText('Kankemenag').count()).toBe(0)
  })

  it('takes the network away from who became an auditor while watching', async () => {
    const rini = await addPerson(collector, 'rini', 'viewer')
    await page.goto(collector.url)
    await signIn(page, rini)
    await page.locator('[data-row="900002"]').waitFor()
    await changePerson(collector, rini, { role: 'auditor' })
    await ended(page).waitFor()
    expect(await page.locator('[data-row], [data-satker]').count()).toBe(0)
    await signIn(page, rini)
    await page.waitForURL('**/audit')
    await page.getByRole('heading', { name: 'Jejak audit' }).waitFor()
  })

  it('leads an auditor to the trail, and asks nothing of the network for them', async () => {
    await page.goto(collector.url)
    await signIn(page, auditor)
    await page.waitForURL('**/audit')
    await page.getByRole('rowheader', { name: 'account:irjen' }).first().waitFor()
    expect(
      asked.filter((path) => /^\/(api\/(network|health|changes|outages|satker)|live)/.test(path)),
    ).toEqual([])
    await page.goto(`${collector.url}/satker/900002`)
    await page.getByText('Peran Anda tidak memuat halaman ini').waitFor()
  })

  it('goes on in every tab of a browser whose session another one follows', async () => {
    const sari = await addPerson(collector, 'sari', 'viewer')
    await page.goto(`${collector.url}/akun`)
    await signIn(page, sari)
    await page.getByRole('heading', { name: 'Akun saya' }).waitFor()
    const other = await context.newPage()
    await other.goto(collector.url)
    await other.getByText(/^\s*langsung/).waitFor()
    await page.getByLabel('Kata sandi sekarang').fill(sari.password)
    await page.getByLabel('Kata sandi baru', { exact: true }).fill('delapan kapal melintas pelan')
    await page.getByLabel('Kata sandi baru sekali lagi').fill('delapan kapal melintas pelan')
    const again = Promise.all([page.waitForEvent('websocket'), other.waitForEvent('websocket')])
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
    await page.getByText('Kata sandi sudah diganti.').waitFor()
    await again
    // Until the new socket has its snapshot the page says that it is not live, which it is not.
    for (const tab of [page, other]) {
      await tab.getByText(/^\s*langsung/).waitFor()
      expect(await tab.getByRole('heading', { name: 'Masuk', exact: true }).count()).toBe(0)
    }
    // What was written into the page is there still: nothing was drawn anew.
    await page.getByText('Kata sandi sudah diganti.').waitFor()
  })

  it('saves the trail as a file for an auditor, and nothing once they are signed out', async () => {
    await page.goto(`${collector.url}/audit`)
    await signIn(page, auditor)
    const button = page.getByRole('button', { name: 'Unduh CSV' })
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/)
    expect(await readFile(await file.path(), 'utf8')).toContain(';account:irjen;sign-in;')
    const saved: unknown[] = []
    page.on('download', (one) => saved.push(one))
    await context.clearCookies()
    await button.click()
    await ended(page).waitFor()
    expect(saved).toEqual([])
    expect(new URL(page.url()).pathname).toBe('/audit')
  })

  it('does not let in who was disabled, in the same words', async () => {
    const lama = await addPerson(collector, 'lama', 'viewer')
    await changePerson(collector, lama, { disabled: true })
    await page.goto(collector.url)
    await signIn(page, lama)
    await page.getByRole('alert').getByText('Nama atau kata sandi salah.').waitFor()
  })
})
