/** What a page takes of the browser, as the browser itself counts it. */
import type { CDPSession, Page } from 'playwright-core'

export interface PageCost {
  /** Processor time of its main thread since it was opened: scripts, styles, layout, painting. */
  mainSeconds: number
  heapMb: number
  nodes: number
}

export class PageMeter {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new PageMeter(session)
  }

  /** After everything that nobody holds any more was thrown away. */
  async cost(): Promise<PageCost> {
    await this.#session.send('HeapProfiler.collectGarbage')
    const { metrics } = await this.#session.send('Performance.getMetrics')
    const valueOf = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? 0
    return {
      mainSeconds: valueOf('TaskDuration'),
      heapMb: valueOf('JSHeapUsedSize') / 2 ** 20,
      nodes: valueOf('Nodes'),
    }
  }
}
