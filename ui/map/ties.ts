/** The lines of the map: what is not well tied to the hub it hangs on, and the chosen one to all of its own. */
import type { LinkStatus } from '../../collector/domain/status.ts'
import type { WireLink } from '../../collector/serve/wire.ts'
import { gravityOf } from '../outages/worst-first.ts'
import type { ById } from '../state/keyed.ts'
import type { Cluster } from './clusters.ts'
import { isLoud } from './loud-links.ts'
import type { Point } from './view.svelte.ts'

export interface Tie {
  /** Codes of the satker at its two ends. */
  from: string
  hub: string
  status: LinkStatus
}

type TiedLink = Pick<WireLink, 'satker' | 'status' | 'dependsOn'>

/** As it is drawn: between marks, which may stand for many. */
export interface Line {
  key: string
  from: Point
  to: Point
  status: LinkStatus
}

/**
 * One line for each pair of satker, by the worst of the links between them. Of what a link hangs on the first is
 * its hub: lines to each that would carry it instead are drawn for the chosen one only. `links` are all where one is
 * chosen; else the loud ones are enough.
 */
export function tiesOf(links: readonly TiedLink[], all: ById<TiedLink>, chosen: string | null): Tie[] {
  const ties = new Map<string, Tie>()
  for (const link of links) {
    const isQuiet = !isLoud(link)
    const isOfChosen = link.satker === chosen
    for (const [i, id] of link.dependsOn.entries()) {
      const hub = all.get(id)?.satker
      if (hub === undefined || hub === link.satker) continue
      const isChosen = isOfChosen || hub === chosen
      if (!isChosen && (i > 0 || isQuiet)) continue
      const key = `${link.satker} ${hub}`
      const known = ties.get(key)
      if (known && gravityOf(known.status) <= gravityOf(link.status)) continue
      ties.set(key, { from: link.satker, hub, status: link.status })
    }
  }
  // The worst last, so that it lies on top.
  return [...ties.values()].sort((a, b) => gravityOf(b.status) - gravityOf(a.status))
}

/**
 * One line for each pair of marks, the worst of its ties; none within a mark, nor to what is not on the map. Where all
 * are as they were `before`, it is that list.
 */
export function linesOf(
  ties: readonly Tie[],
  clusterOf: ReadonlyMap<string, Cluster>,
  before: readonly Line[] = [],
): readonly Line[] {
  const lines = new Map<string, Line>()
  for (const { from, hub, status } of ties) {
    const [start, end] = [clusterOf.get(from), clusterOf.get(hub)]
    if (!start || !end || start === end) continue
    const key = `${start.key} ${end.key}`
    // The ties come with the worst last.
    lines.delete(key)
    lines.set(key, { key, from: start.at, to: end.at, status })
  }
  const all = [...lines.values()]
  const isSame = all.length === before.length && all.every((line, i) => looksTheSame(line, before[i]!))
  return isSame ? before : all
}

function looksTheSame(a: Line, b: Line): boolean {
  return a.key === b.key && a.status === b.status && a.from === b.from && a.to === b.to
}

export function countsOf(lines: readonly Line[]): Record<LinkStatus, number> {
  const counts = { up: 0, degraded: 0, down: 0, unreachable: 0, unknown: 0 }
  for (const { status } of lines) counts[status]++
  return counts
}

/** How a line looks; where many are alike they are as loud together as a few, and do not hide what they tie. */
export function lookOf(status: LinkStatus, alike: number): { token: string; width: number; opacity: number } {
  const fade = Math.min(1, Math.max(0.22, 24 / alike))
  const { token, width, opacity } = looks[status]
  return { token, width, opacity: opacity * fade }
}

const looks: Record<LinkStatus, { token: string; width: number; opacity: number }> = {
  down: { token: 'status-down', width: 1.2, opacity: 0.75 },
  degraded: { token: 'status-degraded', width: 1, opacity: 0.6 },
  unreachable: { token: 'status-unreachable', width: 1, opacity: 0.55 },
  up: { token: 'status-up', width: 1, opacity: 0.4 },
  unknown: { token: 'status-unknown', width: 1, opacity: 0.4 },
}

/** Where a line is drawn towards: it bulges northwards, so that lines along the equator do not lie on one another. */
export function bend(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const bulge = dx < 0 ? 0.16 : -0.16
  return { x: (from.x + to.x) / 2 - dy * bulge, y: (from.y + to.y) / 2 + dx * bulge }
}

export function curve(from: Point, to: Point): string {
  const by = bend(from, to)
  return `M${px(from.x)} ${px(from.y)}Q${px(by.x)} ${px(by.y)} ${px(to.x)} ${px(to.y)}`
}

function px(value: number): string {
  return value.toFixed(1)
}
