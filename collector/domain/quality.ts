/** The echoes and loads of a link's last five minutes: enough to judge its loss, delay and load. */
export interface Quality {
  /** When each echo was asked, oldest first. */
  at: number[]
  /** Its round trip; NaN was lost. */
  rttMs: number[]
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

export const noQuality: Quality = { at: [], rttMs: [], loadAt: [], loadRatio: [] }

export function withEchoes(quality: Quality, at: number, rttsMs: readonly (number | null)[]): Quality {
  const from = firstWithin(quality.at, at)
  return {
    ...quality,
    at: [...quality.at.slice(from), ...rttsMs.map(() => at)],
    rttMs: [...quality.rttMs.slice(from), ...rttsMs.map((rttMs) => rttMs ?? Number.NaN)],
  }
}

export function withLoad(quality: Quality, at: number, loadRatio: number): Quality {
  const from = firstWithin(quality.loadAt, at)
  return {
    ...quality,
    loadAt: [...quality.loadAt.slice(from), at],
    loadRatio: [...quality.loadRatio.slice(from), loadRatio],
  }
}

/** What is left of it from the first answer since `from`: a burst may have begun before the line was back. */
export function qualitySince(quality: Quality, from: number): Quality {
  const echoes = quality.at.findIndex((at, i) => at >= from && !Number.isNaN(quality.rttMs[i]))
  const loads = quality.loadAt.findIndex((at) => at >= from)
  return {
    at: echoes < 0 ? [] : quality.at.slice(echoes),
    rttMs: echoes < 0 ? [] : quality.rttMs.slice(echoes),
    loadAt: loads < 0 ? [] : quality.loadAt.slice(loads),
    loadRatio: loads < 0 ? [] : quality.loadRatio.slice(loads),
  }
}

/** When the first echo after a moment was lost; null where none was. */
export function firstLossAfter(quality: Quality, moment: number): number | null {
  return quality.at.find((at, i) => at > moment && Number.isNaN(quality.rttMs[i])) ?? null
}

/** Share of the window's echoes that were lost; null where none was asked. */
export function lossRatio(quality: Quality): number | null {
  const asked = quality.rttMs.length
  return asked === 0 ? null : quality.rttMs.filter(Number.isNaN).length / asked
}

/** Mean load of the window's visits; null where none measured it. */
export function meanLoadRatio(quality: Quality, at: number): number | null {
  const loads = quality.loadRatio.slice(firstWithin(quality.loadAt, at))
  return loads.length === 0 ? null : loads.reduce((sum, load) => sum + load, 0) / loads.length
}

/** Whether the median round trip is beyond a limit, without sorting: is the upper half? */
export function isMedianBeyond(quality: Quality, limitMs: number): boolean {
  const answered = quality.rttMs.filter((rttMs) => !Number.isNaN(rttMs))
  const beyond = answered.filter((rttMs) => rttMs > limitMs).length
  return answered.length > 0 && beyond >= answered.length - Math.floor(answered.length / 2)
}

export function answersIn(quality: Quality): number {
  return quality.rttMs.filter((rttMs) => !Number.isNaN(rttMs)).length
}

function firstWithin(times: readonly number[], at: number): number {
  const oldest = at - qualityWindowMs
  let first = 0
  while (first < times.length && (times[first] ?? 0) <= oldest) first++
  return first
}
