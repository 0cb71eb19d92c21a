/**
 * Echoes in the order they were asked. A value like any other, though what is added shares the memory of what was
 * before: that sees no further than its own end. So a sweep of thousands of links copies no history of theirs.
 */
export interface EchoWindow {
  /** When each echo was asked, and its round trip; NaN was lost. What counts lies between `from` and `to`. */
  at: number[]
  rttMs: number[]
  from: number
  to: number
  /** How many of them were lost. */
  lost: number
}

const empty = (): EchoWindow => ({ at: [], rttMs: [], from: 0, to: 0, lost: 0 })

export const noEchoes: Readonly<EchoWindow> = Object.freeze(empty())

/** So many that have gone out of the window are kept before the rest is copied. */
const mostPassed = 32

export function echoesIn({ from, to }: Readonly<EchoWindow>): number {
  return to - from
}

/** Adds echoes asked at one time, and leaves out what is no newer than `oldest`. */
export function withEchoesAdded(
  window: Readonly<EchoWindow>,
  at: number,
  rttsMs: readonly (number | null)[],
  oldest: number,
): EchoWindow {
  const added = window === noEchoes ? empty() : { ...window }
  addToWindow(added, at, rttsMs, oldest)
  return added
}

/** The same, where nobody asks any more what the window was before: it is altered. */
export function addToWindow(
  window: EchoWindow,
  at: number,
  rttsMs: readonly (number | null)[],
  oldest: number,
): void {
  for (; window.from < window.to && window.at[window.from]! <= oldest; window.from++)
    if (Number.isNaN(window.rttMs[window.from])) window.lost--
  // Where another value has its own continuation in this memory, there is no room for ours.
  const isOwn = window.to === window.at.length
  if (!isOwn || window.from >= mostPassed) Object.assign(window, copied(window, window.from))
  for (const rttMs of rttsMs) {
    window.at.push(at)
    window.rttMs.push(rttMs ?? Number.NaN)
    if (rttMs === null) window.lost++
  }
  window.to = window.at.length
}

/** What is left from the first echo that is as wanted. */
export function echoesFrom(
  window: Readonly<EchoWindow>,
  isFirst: (at: number, rttMs: number) => boolean,
): Readonly<EchoWindow> {
  const from = placeOfEcho(window, isFirst)
  if (from < 0) return noEchoes
  const { at, rttMs } = copied(window, from)
  return { at, rttMs, from: 0, to: at.length, lost: rttMs.filter(Number.isNaN).length }
}

/** When the first echo that is as wanted was asked; null where none is. */
export function firstEcho(
  window: Readonly<EchoWindow>,
  isWanted: (at: number, rttMs: number) => boolean,
): number | null {
  const place = placeOfEcho(window, isWanted)
  return place < 0 ? null : window.at[place]!
}

/** How many took longer; what was lost took no time. */
export function echoesSlowerThan({ rttMs, from, to }: Readonly<EchoWindow>, limitMs: number): number {
  let slower = 0
  for (let place = from; place < to; place++) if (rttMs[place]! > limitMs) slower++
  return slower
}

function placeOfEcho(
  { at, rttMs, from, to }: Readonly<EchoWindow>,
  isWanted: (at: number, rttMs: number) => boolean,
): number {
  for (let place = from; place < to; place++) if (isWanted(at[place]!, rttMs[place]!)) return place
  return -1
}

function copied(
  { at, rttMs, to }: Readonly<EchoWindow>,
  from: number,
): Pick<EchoWindow, 'at' | 'rttMs' | 'from'> {
  return { at: at.slice(from, to), rttMs: rttMs.slice(from, to), from: 0 }
}
