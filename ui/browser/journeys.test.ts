import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'
import { leaveYesterday } from './yesterday.ts'

const kaur = 'Kankemenag Kab. Kaur'
const ambon = 'Kankemenag Kota Ambon'

describe.skipIf(!hasChromium)(`journeys${orWhyNot}`, { timeout: 90_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const [started, launched] = await Promise.all([
      startCollector({ history: (folder) => leaveYesterday(folder, Date.now()) }),
      launchChromium(),
    ])
    collector = started
    browser = launched
    await collector.cut('line-1')
  }, 90_000)

  beforeEach(async () => {
    context = await browser.newContext({
      storageState: collector.signedIn,
      viewport: { width: 1440, height: 900 },
    })
    page = await context.newPage()
    watched = watch(page)
    await page.goto(collector.url)
    await row('900002', 'putus').waitFor({ timeout: 45_000 })
    await row('900003', 'terhubung').waitFor({ timeout: 45_000 })
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

  const row = (code: string, status = '') => page.locator(`[data-row="${code}"]`, { hasText: status })
  const title = (name: string) => page.getByRole('heading', { name, exact: true })
  const query = () => new URL(page.url()).searchParams
  const isFocused = (selector: string) => page.locator(`${selector}:focus`).waitFor()
  const figure = (word: string) =>
    page
      .getByRole('button', { name: new RegExp(`\\b${word}$`) })
      .locator('.figure')
      .textContent()

  describe('by mouse', () => {
    it('finds what is down and why, and goes back', async () => {
      expect(await page.locator('[data-row]').first().getAttribute('data-row')).toBe('900002')
      await row('900002').click()
      await title(kaur).waitFor()
      await page
        .getByText(/putus sejak/i)
        .first()
        .waitFor()
      await page.getByText('ujung jauh tidak menjawab').first().waitFor()
      expect(query().get('satker')).toBe('900002')
      await page.getByRole('link', { name: 'Halaman satker' }).click()
      await page.waitForURL('**/satker/900002')
      await title(kaur).waitFor()
      expect(await page.title()).toContain(kaur)
      await page.goBack()
      await page.waitForURL(/\?satker=900002$/)
      await page.goBack()
      await row('900003').waitFor()
      expect(query().size).toBe(0)
    })

    it('finds a satker by its circuit', async () => {
      await page.getByRole('searchbox').fill('sid-900003')
      await page.getByText('1 dari 4 satker').waitFor()
      expect(await page.locator('[data-row]').count()).toBe(1)
      await row('900003').click()
      await title(ambon).waitFor()
      await page.goBack()
      expect(await page.getByRole('searchbox').inputValue()).toBe('sid-900003')
      await page.goBack()
      expect(await page.getByRole('searchbox').inputValue()).toBe('')
    })

    it('says how to widen a search that finds nothing', async () => {
      await page.getByRole('searchbox').fill('tidak ada yang bernama begini')
      await page.getByText('0 dari 4 satker').waitFor()
      await page.getByRole('button', { name: 'Hapus saringan' }).click()
      await row('900002').waitFor()
    })

    it('compares with yesterday', async () => {
      await page.getByRole('button', { name: 'Sehari sebelumnya' }).click()
      await row('900003', 'putus').waitFor()
      await row('900002', 'terhubung').waitFor()
      await page.getByText(/^Keadaan pada /).waitFor()
      expect(await figure('putus')).toBe('1')
      await page.getByRole('button', { name: 'Kembali ke kini' }).first().click()
      await row('900002', 'putus').waitFor()
      await row('900003', 'terhubung').waitFor()
    })

    it('looks back by dragging along the last 24 hours', async () => {
      const track = page.getByRole('slider', { name: /waktu lain/ })
      const box = (await track.boundingBox())!
      await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.02, box.y + 20, { steps: 5 })
      await row('900003', 'putus').waitFor()
      await page.mouse.up()
      await page.goBack()
      await row('900003', 'terhubung').waitFor()
      expect(query().get('at')).toBeNull()
    })

    it("shows the province of one's own, also after it was loaded anew", async () => {
      await page.getByRole('combobox', { name: 'Provinsi' }).selectOption({ label: 'Maluku' })
      await row('900002').waitFor({ state: 'detached' })
      expect([await figure('putus'), await figure('terhubung')]).toEqual(['0', '1'])
      await page.reload()
      await row('900003').waitFor()
      expect(await page.locator('[data-row]').count()).toBe(1)
      expect(query().get('province')).toBe('81')
    })

    it('filters by one of the five numbers', async () => {
      await page.getByRole('button', { name: /putus$/ }).click()
      await page.getByText('1 dari 4 satker').waitFor()
      await page.getByRole('button', { name: /putus$/ }).click()
      await row('900003').waitFor()
    })
  })

  describe('by keyboard alone', () => {
    it('finds what is down and why, and goes on where it was', async () => {
      await page.keyboard.press('/')
      await isFocused('#search')
      await page.keyboard.press('ArrowDown')
      await isFocused('[role=tree]')
      await page.keyboard.press('Enter')
      await title(kaur).waitFor()
      await isFocused('h2')
      await page.keyboard.press('Escape')
      await isFocused('[role=tree]')
      const active = await page.getByRole('tree').getAttribute('aria-activedescendant')
      expect(active).toBe('row-900002')
    })

    it('finds a satker by its circuit', async () => {
      await page.keyboard.press('/')
      await page.keyboard.type('SID-900003')
      await page.getByText('1 dari 4 satker').waitFor()
      await page.keyboard.press('Enter')
      await title(ambon).waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('/')
      await page.keyboard.press('Escape')
      expect(await page.getByRole('searchbox').inputValue()).toBe('')
    })

    it('compares with yesterday', async () => {
      await page.getByRole('slider', { name: /waktu lain/ }).focus()
      await page.keyboard.press('PageDown')
      await row('900003', 'putus').waitFor()
      await page.keyboard.press('Escape')
      await row('900003', 'terhubung').waitFor()
    })

    it("shows the province of one's own, and all of them again", async () => {
      await page.getByRole('combobox', { name: 'Provinsi' }).focus()
      await page.keyboard.type('Mal')
      await page.waitForURL(/province=81/)
      await row('900002').waitFor({ state: 'detached' })
      await page.keyboard.press('Home')
      await row('900002').waitFor()
      expect(query().get('province')).toBeNull()
    })

    it('opens the page of a satker, and goes back the way it came', async () => {
      await page.keyboard.press('/')
      await page.keyboard.type('ambon')
      await page.keyboard.press('Enter')
      await title(ambon).waitFor()
      await page.getByRole('link', { name: 'Halaman satker' }).focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/satker\/900003/)
      await page.keyboard.press('Escape')
      await page.waitForURL(/satker=900003/)
      expect(query().get('q')).toBe('ambon')
    })

    it('reaches everything in the order in which it is read, with the focus always seen', async () => {
      const stops: string[] = []
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab')
        const stop = await page.evaluate(() => {
          const at = document.activeElement
          if (!at || at === document.body) return null
          const { outlineStyle, outlineWidth } = getComputedStyle(at)
          const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
          const name = at.getAttribute('aria-label') ?? at.id ?? ''
          return `${at.tagName} ${name || (at.textContent ?? '').trim().slice(0, 20)}${isSeen ? '' : ' UNSEEN'}`
        })
        if (stop === null || stop === stops[0]) break
        stops.push(stop)
      }
      expect(stops.filter((stop) => stop.includes('UNSEEN'))).toEqual([])
      const order = ['Satker Connected', 'Provinsi', 'Beban', 'waktu lain', 'Cari nama'].map((name) =>
        stops.findIndex((stop) => stop.includes(name)),
      )
      expect(order).not.toContain(-1)
      expect(order).toEqual(order.toSorted((a, b) => a - b))
      expect(stops.length).toBeLessThan(40)
    })

    it('opens the help, and comes back', async () => {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Bantuan' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })
  })
})
