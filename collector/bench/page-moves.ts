/** What a person does on the page, and how its frames come meanwhile. */
import type { Page } from 'playwright-core'

export interface Frames {
  perSecond: number
  longestMs: number
}

/** Enlarged about the middle, where Java and Kalimantan are. */
export async function enlarge(page: Page): Promise<void> {
  await toMiddle(page)
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120)
  await rest(page)
}

/** Dragged to and fro without a rest for so many seconds. */
export async function panned(page: Page, seconds: number): Promise<Frames> {
  const { x, y, reach } = await toMiddle(page)
  await page.mouse.down()
  const frames = await framesDuring(page, seconds, (at) =>
    page.mouse.move(x + reach * Math.sin(at * 2.4), y + (reach / 2) * Math.sin(at * 1.7)),
  )
  await page.mouse.up()
  await rest(page)
  return frames
}

/** By the wheel, in and out again. */
export async function zoomed(page: Page, seconds: number): Promise<Frames> {
  await toMiddle(page)
  const frames = await framesDuring(page, seconds, (at) =>
    page.mouse.wheel(0, Math.floor(at) % 2 === 0 ? -60 : 60),
  )
  await rest(page)
  return frames
}

/** Looking back, dragged along the last day. */
export async function lookedBack(page: Page, seconds: number): Promise<Frames> {
  const box = await page.locator('.track').boundingBox()
  if (!box) throw new Error('The page has no strip of the last day.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const frames = await framesDuring(page, seconds, (at) =>
    page.mouse.move(x + box.width * 0.4 * Math.sin(at * 2), y),
  )
  await page.mouse.up()
  await page.keyboard.press('End')
  await rest(page)
  return frames
}

/** Milliseconds of each letter, from its key to the list that it leaves. */
export async function typed(page: Page, words: readonly string[]): Promise<number[]> {
  const box = page.getByRole('searchbox')
  await box.focus()
  await page.evaluate(() => window.bench.letters())
  for (const word of words) {
    await box.pressSequentially(word)
    for (let letter = 0; letter < word.length; letter++) await page.keyboard.press('Backspace')
  }
  await rest(page)
  return page.evaluate(() => window.bench.letters())
}

/** Milliseconds until each of the first rows' satker stood beside the map. */
export async function opened(page: Page, count: number): Promise<number[]> {
  const took: number[] = []
  for (let at = 0; at < count; at++) {
    took.push(
      await page.evaluate((place) => {
        const row = document.querySelectorAll<HTMLElement>('[data-row]')[place]
        const name = row?.querySelector<HTMLElement>('.name')?.title
        row?.click()
        return name === undefined ? 0 : window.bench.untilHeaded(name)
      }, at),
    )
    await rest(page)
  }
  await page.keyboard.press('Escape')
  return took
}

async function toMiddle(page: Page): Promise<{ x: number; y: number; reach: number }> {
  const box = await page.locator('.surface').boundingBox()
  if (!box) throw new Error('The page has no map.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  return { x, y, reach: Math.min(box.width, box.height) * 0.4 }
}

async function framesDuring(
  page: Page,
  seconds: number,
  move: (second: number) => Promise<void>,
): Promise<Frames> {
  const from = performance.now()
  const passed = (): number => (performance.now() - from) / 1_000
  await page.evaluate(() => window.bench.beginFrames())
  while (passed() < seconds) await move(passed())
  const gaps = await page.evaluate(() => window.bench.endFrames())
  const spentMs = gaps.reduce((sum, gap) => sum + gap, 0)
  return { perSecond: (gaps.length * 1_000) / spentMs, longestMs: Math.max(...gaps) }
}

/** Until the map has settled and is drawn. */
function rest(page: Page): Promise<void> {
  return page.waitForTimeout(400)
}
