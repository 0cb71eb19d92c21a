/** Far ends that are asked beside the one that counts, and whether they answer. */

/** What was heard of one that is asked again and again. */
export interface Voice {
  /** The first of the answers in a row, and the last there ever was. */
  answeredFrom: number | null
  lastAnswerAt: number | null
  /** The first of the questions lost in a row, and how many they are. */
  missedFrom: number | null
  missed: number
  askedAt: number
}

/** `unsure`: it missed, but not often enough to be called silent. */
export interface Word {
  says: 'answers' | 'silent' | 'unsure'
  since: number
}

/** Questions lost in a row after which it is silent: each is a single one, and one is soon lost. */
export const missesOfSilence = 3

export function afterCall(before: Voice | null, at: number, answered: boolean): Voice {
  const lastAnswerAt = answered ? at : (before?.lastAnswerAt ?? null)
  if (!answered) {
    const missedFrom = before?.missedFrom ?? at
    return { answeredFrom: null, lastAnswerAt, missedFrom, missed: (before?.missed ?? 0) + 1, askedAt: at }
  }
  return {
    answeredFrom: before?.answeredFrom ?? at,
    lastAnswerAt,
    missedFrom: null,
    missed: 0,
    askedAt: at,
  }
}

/** Null: it was not asked, or too long ago. */
export function wordOf(voice: Voice | null, at: number, holdsMs: number): Word | null {
  if (voice === null || at - voice.askedAt > holdsMs) return null
  const { answeredFrom, missedFrom, missed } = voice
  if (answeredFrom !== null) return { says: 'answers', since: answeredFrom }
  return { says: missed >= missesOfSilence ? 'silent' : 'unsure', since: missedFrom ?? voice.askedAt }
}
