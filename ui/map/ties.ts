/** The lines of the map: what is not well tied to the hub it hangs on, and the chosen one to all of its own. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { WireLink } from '../../collector/serve/wire.ts'
import { gravityOf } from '../outages/worst-first.ts'
import type { Point } from './view.svelte.ts'

export interface Tie {
  /** Codes of the satker at its two ends. */
  from: string
  hub: string
  status: LinkStatus
}

/** One line for each pair of satker, by the worst of the links between them. */
export function tiesOf(links: ReadonlyMap<string, WireLink>, chosen: string | null): Tie[] {
  const ties = new Map<string, Tie>()
  for (const link of links.values()) {
    for (const id of link.dependsOn) {
      const hub = links.get(id)?.satker
      if (hub === undefined || hub === link.satker) continue
      const isChosen = chosen !== null && (hub === chosen || link.satker === chosen)
      if (!isChosen && (link.status === 'up' || link.status === 'unknown')) continue
      const key = `${link.satker} ${hub}`
      const known = ties.get(key)
      if (known && gravityOf(known.status) <= gravityOf(link.status)) continue
      ties.set(key, { from: link.satker, hub, status: link.status })
    }
  }
  // The worst last, so that it lies on top.
  return [...ties.values()].sort((a, b) => gravityOf(b.status) - gravityOf(a.status))
}

/** A curve that bulges northwards, so that lines along the equator do not lie on one another. */
export function curve(from: Point, to: Point): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const bulge = dx < 0 ? 0.16 : -0.16
  const x = (from.x + to.x) / 2 - dy * bulge
  const y = (from.y + to.y) / 2 + dx * bulge
  return `M${px(from.x)} ${px(from.y)}Q${px(x)} ${px(y)} ${px(to.x)} ${px(to.y)}`
}

function px(value: number): string {
  return value.toFixed(1)
}
