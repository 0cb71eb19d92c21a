/** A time during which something ails a link. */
export interface Spell {
  link: string
  from: number
  /** Infinity: it goes on. */
  to: number
}

/** What happened to the lines of a network in a made-up past. */
export interface Trouble {
  /** The link itself is broken, or its router without power. */
  cuts: Spell[]
  /** Answers get lost on it. */
  lossy: Spell[]
}
