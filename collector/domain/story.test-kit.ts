import { afterQualityRound, afterSweep, afterVisit, type Belief, beliefOf, type LinkVisit } from './belief.ts'
import type { Limits } from './link.ts'
import type { StatusChange } from './status.ts'
import { judge, type Parent, type Verdict } from './verdict.ts'

/** Limits as a network has them that sets none. */
export const limits: Limits = { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 }

/** One sweep, and with it one letter of a story. */
export const tickMs = 10_000
export const interfaceHoldsMs = 15 * tickMs

const answers = (rttMs: number, count = 1): number[] => Array.from({ length: count }, () => rttMs)
const losses = (count: number): null[] => Array.from({ length: count }, () => null)

function visitOf(at: number, interfaceDown: boolean | null, loadRatio: number | null): LinkVisit {
  return { at, interfaceDown, interfaceChangedAt: null, loadRatio }
}

/** What happens in one tick, by its letter; a space or a bar is only for the eye. */
export type Letter = keyof typeof happenings
const happenings = {
  /** A sweep that is answered at once. */
  '.': (belief: Belief, at: number, whole: number) => afterSweep(belief, { at, rttsMs: answers(10), whole }),
  /** A sweep lost with its whole burst. */
  x: (belief: Belief, at: number, whole: number) => afterSweep(belief, { at, rttsMs: losses(whole), whole }),
  /** A sweep whose first echo is lost and whose burst is answered. */
  o: (belief: Belief, at: number, whole: number) =>
    afterSweep(belief, { at, rttsMs: [null, ...answers(10, whole - 1)], whole }),
  /** A sweep lost but for the last echo of its burst. */
  e: (belief: Belief, at: number, whole: number) =>
    afterSweep(belief, { at, rttsMs: [...losses(whole - 1), 10], whole }),
  /** A sweep that is answered late. */
  s: (belief: Belief, at: number, whole: number) => afterSweep(belief, { at, rttsMs: answers(400), whole }),
  /** A sweep that is answered within the limit of delay, but not under four fifths of it. */
  m: (belief: Belief, at: number, whole: number) => afterSweep(belief, { at, rttsMs: answers(130), whole }),
  /** Twenty echoes of a quality round, all answered. */
  q: (belief: Belief, at: number) => afterQualityRound(belief, { at, rttsMs: answers(10, 20), whole: 20 }),
  /** Visits that see the interface down, or up; and one that finds the line full. */
  D: (belief: Belief, at: number) => afterVisit(belief, visitOf(at, true, null)),
  U: (belief: Belief, at: number) => afterVisit(belief, visitOf(at, false, null)),
  F: (belief: Belief, at: number) => afterVisit(belief, visitOf(at, null, 0.99)),
  /** Nothing. */
  _: (belief: Belief) => belief,
}

export function happen(letter: Letter, belief: Belief, at: number, whole = 9): Belief {
  return happenings[letter](belief, at, whole)
}

export interface Setting {
  limits?: Partial<Limits>
  /** Echoes, or tries by SNMP, of a sweep that is lost. */
  whole?: number
  /** What was believed before; of an unasked link nothing is known. */
  before?: Belief
  parents?: readonly Parent[]
}

/** Lives through a story, a letter a tick from tick 0, and answers with what was judged in each. */
export function liveThrough(story: string, setting: Setting = {}): Verdict[] {
  let belief = setting.before ?? beliefOf('unknown', 0, 0)
  return [...story.replaceAll(/[ |]/g, '')].map((letter, tick) => {
    if (!(letter in happenings)) throw new Error(`A story has no letter "${letter}".`)
    const at = tick * tickMs
    const heard = happen(letter as Letter, belief, at, setting.whole)
    const verdict = judge(heard, {
      link: 'link-1',
      limits: { ...limits, ...setting.limits },
      parents: setting.parents ?? [],
      at,
      interfaceHoldsMs,
      layers: null,
    })
    belief = verdict.belief
    return verdict
  })
}

/** The changes of a story, each as `status @tick of its date`. */
export function changesOf(story: string, setting: Setting = {}): string[] {
  return changesIn(liveThrough(story, setting)).map(({ to, at }) => `${to} @${at / tickMs}`)
}

export function changesIn(verdicts: readonly Verdict[]): StatusChange[] {
  return verdicts.flatMap(({ change }) => change ?? [])
}

/** The tick in which each change of a story was believed. */
export function believedAt(story: string, setting: Setting = {}): string[] {
  return liveThrough(story, setting).flatMap(({ change }, tick) => (change ? `${change.to} @${tick}` : []))
}
