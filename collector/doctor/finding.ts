/** What one check came to. */
export interface Finding {
  /** What was looked at, in a word or two. */
  what: string
  /** `well`; `note`: works, and somebody should know; `act`: something must be done for this fleet. */
  state: 'well' | 'note' | 'act'
  /** What was found, and what of it this fleet needs. */
  found: string
  /** What mends it, as far as it can be typed; null where nothing needs to be done. */
  cure: string | null
}

export function well(what: string, found: string): Finding {
  return { what, state: 'well', found, cure: null }
}

export function note(what: string, found: string, cure: string | null = null): Finding {
  return { what, state: 'note', found, cure }
}

export function act(what: string, found: string, cure: string): Finding {
  return { what, state: 'act', found, cure }
}
