/** A new password as it is typed in, and what is wrong with it; only the collector knows the common ones. */
import type { WordKey } from '../parts/words.ts'

const shortest = 12

export class NewPassword {
  password = $state('')
  again = $state('')
  #isChecked = $state(false)

  /** Null until it was to be sent: nobody is corrected while typing. */
  get problem(): WordKey | null {
    return this.#isChecked && lengthOf(this.password) < shortest ? 'problem.shortPassword' : null
  }

  get againProblem(): WordKey | null {
    return this.#isChecked && this.password !== this.again ? 'problem.notAlike' : null
  }

  /** Whether it may be sent. */
  check(): boolean {
    this.#isChecked = true
    return this.problem === null && this.againProblem === null
  }

  clear(): void {
    this.password = ''
    this.again = ''
    this.#isChecked = false
  }
}

/** In characters, as the collector counts them. */
function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length
}
