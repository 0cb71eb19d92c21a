/** What the map does when the address has changed: a window wins, then a change of province. */
import type { MapWindow, Place } from '../state/place.ts'

/** `stay`: nothing that the map follows has changed, or it is there already. */
export type Move = { to: MapWindow } | 'fit' | 'stay'

type Followed = Pick<Place, 'window' | 'province'>

/**
 * `before` is null when the page is opened. A province chosen in the header leaves the old window in the address,
 * which then is no longer where to be; going back brings another window with it.
 */
export function moveOf(before: Followed | null, after: Followed, seen: MapWindow | null): Move {
  const isNewWindow = before === null || !isSame(before.window, after.window)
  if (after.window && isNewWindow) return isSame(after.window, seen) ? 'stay' : { to: after.window }
  if (before?.province !== after.province && (before !== null || after.province !== null)) return 'fit'
  return isNewWindow && after.window === null && seen !== null ? 'fit' : 'stay'
}

/** As exactly as the address has it. */
function isSame(a: MapWindow | null, b: MapWindow | null): boolean {
  if (a === null || b === null) return a === b
  const near = (one: number, other: number) => Math.abs(one - other) < 0.006
  return near(a.latitude, b.latitude) && near(a.longitude, b.longitude) && near(a.zoom, b.zoom)
}
