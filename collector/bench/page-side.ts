/** What a bench does inside of the page: it sees when that has drawn, how its frames come, and how long its tasks are. */
import type { Page } from 'playwright-core'

/** As the browser has it: `window.bench`. */
interface BrowserSide {
  /** Milliseconds of each task of more than 50 since it was last asked. */
  longTasks(): number[]
  /** Milliseconds from the start of navigation until rows and map were drawn, and until a click was answered. */
  usable(): Promise<{ drawnMs: number; answeredMs: number }>
  /** Milliseconds from now until the satker of this name stands beside the map, drawn. */
  untilHeaded(name: string): Promise<number>
  beginFrames(): void
  /** Milliseconds between the frames since they began. */
  endFrames(): number[]
  /** Milliseconds from each letter typed since it was last asked until the page was drawn with it, by eights. */
  letters(): number[]
}

declare global {
  interface Window {
    bench: BrowserSide
  }
}

/** Before the page itself is loaded. */
export async function watchInside(page: Page): Promise<void> {
  await page.addInitScript(installInside)
}

/** Runs in the browser, which knows nothing of what stands around it here. */
function installInside(): void {
  const longTasks: number[] = []
  const letters: number[] = []
  let typed = 0
  let gaps: number[] | null = null
  let isPainted = false
  const heading = '#satker-title'

  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  /** After the frame that is due now has been drawn. */
  const drawn = async (): Promise<number> => {
    await frame()
    await new Promise((resolve) => setTimeout(resolve))
    return performance.now()
  }
  const seen = async (isSeen: () => boolean): Promise<number> => {
    while (!isSeen()) await frame()
    return drawn()
  }
  const find = (selector: string): HTMLElement | null => document.querySelector(selector)

  new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: 'longtask',
    buffered: true,
  })
  // As the browser itself sees its frames. A timer of the page's own would not do: the letters that follow are taken in
  // before it, also where the frame has long been drawn.
  new PerformanceObserver((list) =>
    letters.push(...list.getEntriesByName('input').map(({ duration }) => duration)),
  ).observe({
    type: 'event',
    durationThreshold: 16,
  } as PerformanceObserverInit)
  addEventListener('input', () => typed++, true)
  const clearRect = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    isPainted = true
    clearRect.apply(this, box)
  }
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(url: string | URL) {
      super(url)
      this.addEventListener(
        'message',
        () => void drawn().then(() => this.readyState === 1 && this.send('{"type":"drawn"}')),
      )
    }
  }

  window.bench = {
    longTasks: () => longTasks.splice(0),
    async usable() {
      const row = '[data-row]'
      const drawnMs = await seen(() => find(row) !== null && isPainted && find('path.land') !== null)
      find(row)!.click()
      const answeredMs = await seen(() => find(heading) !== null)
      return { drawnMs, answeredMs }
    },
    async untilHeaded(name) {
      const from = performance.now()
      return (await seen(() => find(heading)?.textContent === name)) - from
    },
    beginFrames() {
      const own: number[] = (gaps = [])
      let last = performance.now()
      const next = (): void => {
        if (gaps !== own) return
        const now = performance.now()
        own.push(now - last)
        last = now
        requestAnimationFrame(next)
      }
      requestAnimationFrame(next)
    },
    endFrames() {
      const ended = gaps ?? []
      gaps = null
      return ended
    },
    letters() {
      // What is quicker than two frames is not told of.
      const quick = Array.from({ length: typed - letters.length }, () => 16)
      typed = 0
      return [...letters.splice(0), ...quick]
    },
  }
}
