import type { Page } from 'playwright-core'
import type { LiveFrame, WireLink, WireSatker } from '../../collector/serve/wire.ts'

export interface Laid {
  /** By id. */
  links: Record<string, Partial<Pick<WireLink, 'layers' | 'status' | 'condition'>>>
  /** By code. */
  satker: Record<string, Pick<WireSatker, 'status'>>
}

/** Lets a page see a network as it is said here, in the frames of a real collector: its offices have no VPN. */
export async function layLayers(page: Page, laid: Laid): Promise<void> {
  await page.routeWebSocket('**/live', (socket) => {
    const collector = socket.connectToServer()
    collector.onMessage((message) => {
      const frame = JSON.parse(String(message)) as LiveFrame
      if (frame.type !== 'heartbeat') {
        for (const link of frame.links) Object.assign(link, laid.links[link.id])
        for (const satker of frame.satker) Object.assign(satker, laid.satker[satker.code])
      }
      socket.send(JSON.stringify(frame))
    })
  })
}
