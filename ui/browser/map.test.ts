import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, orWhyNot, watch, type Watched } from './chromium.ts'
import { type LiveCollector, startCollector } from './live-collector.ts'

describe.skipIf(!hasChromium)(`the map${orWhyNot}`, { timeout: 60_000 }, () => {
  let collector: LiveCollector
  let browser: Browser
  let page: Page
  let watched: Watched

  beforeAll(async () => {
    const [started, launched] = await Promise.all([startCollector(), launchChromium()])
    collector = started
    browser = launched
  }, 90_000)

  beforeEach(async () => {
    page = await browser.newPage({ storageState: collector.signedIn, viewport: { width: 1440, height: 900 } })
    watched = watch(page)
  })

  afterEach(async () => {
    expect(watched.complaints).toEqual([])
    await page.close()
  })

  afterAll(async () => {
    await browser?.close()
    await collector?.stop()
  })

  const map = () => page.getByRole('application', { name: 'Peta satker' })
  const open = async (search = '') => {
    await page.goto(`${collector.url}/${search}`)
    await page.locator('[data-satker="900002"]').waitFor()
  }
  const middleOf = async (code: string) => {
    const box = (await page.locator(`[data-satker="${code}"]`).boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const windowOf = () => new URL(page.url()).searchParams.get('map')

  it('says what the pointer is on, and chooses it by a click', async () => {
    await open()
    const { x, y } = await middleOf('900002')
    await page.mouse.move(x, y)
    await map().locator('~ div').getByText('Kankemenag Kab. Kaur').waitFor()
    await page.mouse.click(x, y)
    await page.waitForURL('**/?satker=900002')
  })

  it('is moved by keys, and comes back to where a link says', async () => {
    await open()
    await map().focus()
    let window: string | null = null
    for (const key of ['+', '+', '+', 'ArrowLeft']) {
      await page.keyboard.press(key)
      // At rest after each: on a busy machine it may or may not come to rest between two.
      await expect.poll(windowOf).not.toBe(window)
      window = windowOf()
    }
    const before = await middleOf('900002')
    await page.reload()
    await expect.poll(async () => Math.round((await middleOf('900002')).x - before.x) / 10).toBeCloseTo(0, 0)
    expect(windowOf()).toBe(window)
    await map().focus()
    await page.keyboard.press('0')
    await expect.poll(windowOf).toBeNull()
  })

  it('is dragged, which chooses nothing', async () => {
    await open('?map=-5,110,3')
    const { x, y } = await middleOf('900001')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 120, y + 40, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => Math.round((await middleOf('900001')).x - x)).toBe(120)
    await expect.poll(windowOf).not.toBe('-5,110,3')
    expect(new URL(page.url()).searchParams.get('satker')).toBeNull()
  })

  it('shows the province that is filtered for, and all of it again', async () => {
    await open()
    const whole = await middleOf('900003')
    const province = page.getByRole('combobox', { name: 'Provinsi' })
    await province.selectOption({ label: 'Maluku' })
    await expect.poll(async () => (await middleOf('900003')).x).toBeLessThan(whole.x - 50)
    expect(await page.locator('[data-satker="900002"]').count()).toBe(0)
    // Its hub, so that a line has both ends.
    expect(await page.locator('[data-satker="900001"]').count()).toBe(1)
    await province.selectOption({ index: 0 })
    await expect.poll(async () => Math.round((await middleOf('900003')).x - whole.x)).toBe(0)
  })

  it('is enlarged by the wheel where the pointer is, and by two fingers', async () => {
    await open()
    const [kaur, ambon] = [await middleOf('900002'), await middleOf('900003')]
    await page.mouse.move(kaur.x, kaur.y)
    await page.mouse.wheel(0, -300)
    await expect.poll(async () => (await middleOf('900003')).x).toBeGreaterThan(ambon.x + 100)
    expect(Math.abs((await middleOf('900002')).x - kaur.x)).toBeLessThan(2)
    const wheeled = (await middleOf('900003')).x
    const touch = await page.context().newCDPSession(page)
    const fingers = (apart: number) => [
      { x: kaur.x - apart, y: kaur.y, id: 0 },
      { x: kaur.x + apart, y: kaur.y, id: 1 },
    ]
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(30) })
    for (const apart of [40, 50, 60])
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect.poll(async () => (await middleOf('900003')).x).toBeGreaterThan(wheeled + 100)
  })
})
