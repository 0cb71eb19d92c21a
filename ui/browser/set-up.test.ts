import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hotp } from '../../collector/access/totp.ts'
import { type LocalCollector, startLocalCollector } from '../../collector/lab/local-collector.ts'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { password, signIn } from './people.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
const devices = '{ "organisation": "Kementerian Agama", "satker": [] }'

describe.skipIf(!hasChromium)(
  `a collector that nobody has an account of${orWhyNot}`,
  { timeout: 90_000 },
  () => {
    let folder: string
    let collector: LocalCollector
    let browser: Browser
    let page: Page
    let watched: Watched

    beforeAll(async () => {
      await run(process.execPath, [join(root, 'ui/build.ts'), '--if-changed'])
      folder = await mkdtemp(join(tmpdir(), 'satker-set-up-'))
      await writeFile(join(folder, 'devices.yaml'), devices)
      const [started, launched] = await Promise.all([
        startLocalCollector(join(folder, 'devices.yaml'), join(folder, 'data'), ''),
        launchChromium(),
      ])
      collector = started
      browser = launched
      page = await browser.newPage({ viewport: { width: 360, height: 740 } })
      watched = watch(page)
    }, 90_000)

    afterAll(async () => {
      await browser?.close()
      await collector?.kill()
      await rm(folder, { recursive: true, force: true })
    })

    async function newLink(): Promise<string> {
      const argv = ['user', 'link', '--data', join(folder, 'data'), '--url', collector.url]
      const { stdout } = await run(process.execPath, [join(root, 'collector/cli.ts'), ...argv])
      return stdout.trim()
    }

    it('says where the link is, and nothing else', async () => {
      await page.goto(`${collector.url}/satker/900002`)
      await page.getByRole('heading', { name: 'Belum ada akun' }).waitFor()
      await page.getByText('npm run user -- link').waitFor()
      expect(await page.locator('form, input').count()).toBe(0)
    })

    it('makes the first administrator by the link, whose secret leaves the address at once', async () => {
      const link = await newLink()
      const [, secret = ''] = link.split('#')
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(link)
      await page.getByRole('heading', { name: 'Buat administrator pertama' }).waitFor()
      expect(page.url()).toBe(`${collector.url}/masuk`)
      expect(requests.filter((url) => url.includes(secret))).toEqual([])
      await page.getByLabel('Nama').fill('budi')
      await page.getByLabel('Kata sandi baru', { exact: true }).fill('pendek')
      await page.getByLabel('Kata sandi baru sekali lagi').fill('pendek')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('kurang dari 12 karakter').waitFor()
      await page.getByLabel('Kata sandi baru', { exact: true }).fill('passwordpassword')
      await page.getByLabel('Kata sandi baru sekali lagi').fill('passwordpassword')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').getByText('mudah ditebak').waitFor({ timeout: 45_000 })
      await page.getByLabel('Kata sandi baru', { exact: true }).fill(password)
      await page.getByLabel('Kata sandi baru sekali lagi').fill(password)
      await page.keyboard.press('Enter')
      await page.getByText('Belum ada satker yang didaftarkan.').waitFor()
      expect(page.url()).toBe(`${collector.url}/`)
      await page.goBack()
      expect(page.url()).not.toContain(secret)
    })

    it('lets the administrator invite somebody by a link that works once', async () => {
      await page.goto(`${collector.url}/pengaturan/akun`)
      await page.getByRole('button', { name: 'Tambah akun' }).click()
      await page.getByLabel('Nama').fill('siti')
      await page.getByRole('button', { name: 'Tambah akun' }).click()
      const link = await page.locator('.once .secret').textContent()
      const other = await browser.newPage()
      await other.goto(link!)
      await other.getByLabel('Kata sandi baru', { exact: true }).fill(password)
      await other.getByLabel('Kata sandi baru sekali lagi').fill(password)
      await other.keyboard.press('Enter')
      await other.getByRole('button', { name: /^siti/ }).waitFor()
      await other.goto(`${collector.url}/publik`)
      await other.getByText('Rekap publik tidak dibuka di sini.').waitFor()
      await other.goto(link!)
      await other.getByRole('alert').getByText('sudah dipakai').waitFor()
      await other.close()
    })

    it('takes up a second factor, and asks for its code from then on', async () => {
      await page.goto(`${collector.url}/akun`)
      await page.getByRole('button', { name: 'Pasang faktor kedua' }).click()
      const section = page.getByRole('region', { name: 'Faktor kedua' })
      await section.getByLabel('Kata sandi').fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('img', { name: /^Kode QR/ }).waitFor()
      const secret = fromBase32((await section.locator('.secret').textContent()) ?? '')
      await section.getByLabel('Kode enam angka').fill(hotp(secret, step()))
      await page.keyboard.press('Enter')
      await section.getByText(/^Aktif:/).waitFor()

      const other = await browser.newPage()
      await other.goto(collector.url)
      await signIn(other, { name: 'budi', password })
      // A code is taken once: this is the next one, which the collector takes half a minute early.
      await other.getByLabel('Kode enam angka').fill(hotp(secret, step() + 1))
      await other.keyboard.press('Enter')
      await other.getByText('Belum ada satker yang didaftarkan.').waitFor()
      await other.close()
    })

    it('broke no policy and complained of nothing', () => {
      // The common password, which was refused.
      expect(watched.complaints).toEqual([expect.stringMatching(/Failed to load resource: .* 400/)])
      expect([...watched.hosts]).toEqual([new URL(collector.url).host])
    })
  },
)

function step(): number {
  return Math.floor(Date.now() / 30_000)
}

function fromBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/\s/g, '')].map((letter) =>
    alphabet.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
