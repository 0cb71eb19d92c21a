import {
  addToWindow,
  echoesFrom,
  echoesIn,
  echoesSlowerThan,
  type EchoWindow,
  firstEcho,
  noEchoes,
  withEchoesAdded,
} from './echo-window.ts'

/** The echoes and loads of a link's last five minutes: enough to judge its loss, delay and load. */
export interface Quality {
  echoes: Readonly<EchoWindow>
  /** When each visit measured the load, and what it was, 0..1 and beyond. */
  loadAt: number[]
  loadRatio: number[]
}

/** How far back quality is judged. */
export const qualityWindowMs = 5 * 60_000

/** Loss is judged on no fewer echoes than this: below, one lost packet would be several percent. */
export const echoesToJudgeLoss = 50

/** Delay is judged on no fewer answers than this, so that one slow echo at the start is not a verdict. */
export const answersToJudgeDelay = 10

export const noQuality: Quality = { echoes: noEchoes, loadAt: [], loadRatio: [] }

export function withEchoes(quality: Quality, at: number, rttsMs: readonly (number | null)[]): Quality {
  const { echoes, loadAt, loadRatio } = quality
  return { echoes: withEchoesAdded(echoes, at, rttsMs, at - qualityWindowMs), loadAt, loadRatio }
}

/** The same in place; false where there were none before, and nothing is altered. */
export function addEchoes({ echoes }: Quality, at: number, rttsMs: readonly (number | null)[]): boolean {
  if (echoes === noEchoes) return false
  addToWindow(echoes, at, rttsMs, at - qualityWindowMs)
  return true
}

export function withLoad(quality: Quality, at: number, loadRatio: number): Quality {
  const from = firstWithin(quality.loadAt, at)
  return {
    ...quality,
    // As long as it is filled, where a list that is spread has room for many more.
    loadAt: quality.loadAt.slice(from).concat(at),
    loadRatio: quality.loadRatio.slice(from).concat(loadRatio),
  }
}

/** What is left of it from the first answer since `from`: a burst may have begun before the line was back. */
export function qualitySince(quality: Quality, from: number): Quality {
  const loads = quality.loadAt.findIndex((at) => at >= from)
  return {
    echoes: echoesFrom(quality.echoes, (at, rttMs) => at >= from && !Number.isNaN(rttMs)),
    loadAt: loads < 0 ? [] : quality.loadAt.slice(loads),
    loadRatio: loads < 0 ? [] : quality.loadRatio.slice(loads),
  }
}

/** When the first echo after a moment was lost; null where none was. */
export function firstLossAfter({ echoes }: Quality, moment: number): number | null {
  return firstEcho(echoes, (at, rttMs) => at > moment && Number.isNaN(rttMs))
}

/** When the first echo that took longer was asked; null where none did. */
export function firstSlowerThan({ echoes }: Quality, limitMs: number): number | null {
  return firstEcho(echoes, (_, rttMs) => rttMs > limitMs)
}

export function askedIn({ echoes }: Quality): number {
  return echoesIn(echoes)
}

/** Share of the window's echoes that were lost; null where none was asked. */
export function lossRatio({ echoes }: Quality): number | null {
  const asked = echoesIn(echoes)
  return asked === 0 ? null : echoes.lost / asked
}

/** Mean load of the window's visits; null where none measured it. */
export function meanLoadRatio(quality: Quality, at: number): number | null {
  const { loadAt, loadRatio } = quality
  let sum = 0
  const from = firstWithin(loadAt, at)
  for (let place = from; place < loadRatio.length; place++) sum += loadRatio[place]!
  return from >= loadRatio.length ? null : sum / (loadRatio.length - from)
}

/** Whether the median round trip is beyond a limit, without sorting: is the upper half? */
export function isMedianBeyond(quality: Quality, limitMs: number): boolean {
  const answered = answersIn(quality)
  const beyond = echoesSlowerThan(quality.echoes, limitMs)
  return answered > 0 && beyond >= answered - Math.floor(answered / 2)
}

export function answersIn({ echoes }: Quality): number {
  return echoesIn(echoes) - echoes.lost
}

function firstWithin(times: readonly number[], at: number): number {
  const oldest = at - qualityWindowMs
  let first = 0
  while (first < times.length && (times[first] ?? 0) <= oldest) first++
  return first
}
