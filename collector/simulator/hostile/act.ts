import type { Value } from './forge.ts'
import type { Request } from './hostile-agent.ts'

/** How the one asks to whom an act is played. */
export type Asker = 'v1' | 'v2c' | 'open' | 'secret'

/** Something that a router, or somebody in its place, may do to whoever asks it. */
export interface Act {
  what: string
  to: Asker
  /**
   * Whether it is an answer by its form: it may settle the question, if only as a bad one. All else is to leave the
   * question open for the right answer.
   */
  isAnswer: boolean
  /** @param right what an honest router would send for this request */
  play(request: Request, right: Buffer[]): Buffer[]
}

/** What stands in the place of a value, by name of the object that was asked for. */
export type Said = (oid: string) => Value

export function isDiscovery({ version, engineId }: Request): boolean {
  return version === 3 && engineId === ''
}
