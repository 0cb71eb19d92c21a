import type { LinkHistory } from '../collector/domain/availability.ts'
import type { Scope } from '../collector/domain/scope.ts'
import { linkReadingsText, type ReadingsQuery } from './link-readings.ts'
import { satkerHistory } from './satker-history.ts'
import { statusChanges } from './status-changes.ts'
import type { Db } from './trx.ts'

/** JSON in UTF-8: written where the question is answered, and sent on as it is. */
export type JsonText = Uint8Array<ArrayBuffer>

/** The questions that may read much, each within a scope; a thread of its own answers them. */
export const questions = {
  /** `LinkReadings`, or null where the link was never known within the scope. */
  readings: (db: Db, scope: Scope, asked: ReadingsQuery): Promise<JsonText | null> =>
    linkReadingsText(db, scope, asked),
  /** `StatusHistory`. */
  changes: async (db: Db, scope: Scope, asked: { from: number; to: number }): Promise<JsonText> =>
    jsonText(await statusChanges(db, scope, asked)),
  histories: (
    db: Db,
    scope: Scope,
    asked: { satker: string; from: number; to: number },
  ): Promise<Map<string, LinkHistory>> => satkerHistory(db, scope, asked),
}

export type Questions = typeof questions
export type QuestionName = keyof Questions
export type Asked<Name extends QuestionName> = Parameters<Questions[Name]>[2]
export type Answer<Name extends QuestionName> = Awaited<ReturnType<Questions[Name]>>

/** What goes to the thread, and what comes back. */
export interface QuestionMessage {
  id: number
  name: QuestionName
  scope: Scope
  asked: unknown
}
export type AnswerMessage = { id: number } & ({ answer: unknown } | { failed: string })

function jsonText(value: object): JsonText {
  return new TextEncoder().encode(JSON.stringify(value))
}
