/** Why something could not be had, in the words of the reader: the collector's own are for whoever writes programs. */
import type { LanguageChoice } from '../state/language.svelte.ts'
import type { Failure } from './request.ts'
import type { WordKey } from './words.ts'

type Speaker = Pick<LanguageChoice, 't' | 'format'>

const reasons: ReadonlyMap<string, WordKey> = new Map([
  ['network', 'error.network'],
  ['bad-answer', 'error.badAnswer'],
  ['not-found', 'error.notFound'],
  ['internal', 'error.internal'],
  ['unavailable', 'error.unavailable'],
  ['forbidden', 'error.forbidden'],
])

/** The end of a sentence. */
export function reasonOf({ code }: Pick<Failure, 'code'>): WordKey {
  return reasons.get(code) ?? 'error.refused'
}

/** What is wrong with what somebody asked for, and how it would be right. */
const problems: ReadonlyMap<string, WordKey> = new Map([
  ['wrong-credentials', 'problem.wrongCredentials'],
  ['wrong-code', 'problem.wrongCode'],
  ['busy', 'problem.busy'],
  ['weak-password', 'problem.weakPassword'],
  ['name-taken', 'problem.nameTaken'],
  ['last-administrator', 'problem.lastAdministrator'],
  ['bad-request', 'problem.badRequest'],
  ['unavailable', 'problem.unavailable'],
])

/** A whole sentence. */
export function problemText({ code, retryAfterMs }: Failure, speaker: Speaker): string {
  if (code === 'too-many-attempts') {
    return retryAfterMs === undefined
      ? speaker.t('problem.tooMany')
      : speaker.t('problem.tooManyFor', { time: speaker.format.duration(retryAfterMs) })
  }
  const problem = problems.get(code)
  return problem ? speaker.t(problem) : speaker.t('problem.other', { why: speaker.t(reasonOf({ code })) })
}
