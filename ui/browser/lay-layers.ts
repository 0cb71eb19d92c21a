import type { Page } from 'playwright-core'
import type { LiveFrame, WireLink } from '../../collector/serve/wire.ts'

export type Laid = Record<string, Partial<Pick<WireLink, 'layers' | 'status' | 'condition'>>>

/** Lets a page see links as they are said here, in the frames of a real collector: no played router has a VPN. */
export async function layLayers(page: Page, laid: Laid): Promise<void> {
  await page.routeWebSocket('**/live', (socket) => {
    const collector = socket.connectToServer()
    collector.onMessage((message) => {
      const frame = JSON.parse(String(message)) as LiveFrame
      if (frame.type !== 'heartbeat') for (const link of frame.links) Object.assign(link, laid[link.id])
      socket.send(JSON.stringify(frame))
    })
  })
}
