/** What an account may be called. */
import type { WordKey } from '../parts/words.ts'

/** As the collector keeps it: in lower case, without what a telephone adds at the end. */
export function tidyName(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase()
}

export function nameProblem(name: string): WordKey | null {
  if (tidyName(name) === '') return 'problem.noName'
  return /^[a-z0-9._@-]{1,64}$/.test(tidyName(name)) ? null : 'problem.badName'
}
