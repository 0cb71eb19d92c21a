/** One of the commands beside the collector itself. */
export interface Command {
  usage: string
  says: string
  /** Beside --help; each takes a value, and may be given again where it is in `lists`. */
  options?: string[]
  lists?: string[]
  /** Each is on or off. */
  flags?: string[]
  /** Answers with the exit code: 0 done, 1 refused, 2 not understood. */
  run(operands: string[], options: CommandOptions): Promise<number>
}

export interface CommandOptions {
  values: Record<string, string | undefined>
  lists: Record<string, string[]>
  flags: Record<string, boolean>
}

/** The command was understood and cannot be done. */
export function refused(why: string): number {
  console.error(why)
  return 1
}

/** The command was not understood. */
export function misused(why: string): number {
  console.error(`${why}\n\nSee --help.`)
  return 2
}

export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}
