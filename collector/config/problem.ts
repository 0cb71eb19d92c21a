/** What is wrong with a configuration, where, and what would be right. */
export interface Problem {
  /** As the user named it; an included file by its path from there. */
  file: string
  /** From 1. */
  line: number
  column: number
  /** Such as `satker[3].routers[0].address`; empty where the file as a whole is meant. */
  path: string
  message: string
}

export function formatProblem(problem: Problem): string {
  const { file, line, column, path, message } = problem
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`
}

/** A problem of a file as a whole. */
export function fileProblem(file: string, message: string): Problem {
  return { file, line: 1, column: 1, path: '', message }
}

type Found = Omit<Problem, 'message'> & { message: string | (() => string) }

/** Every problem of a configuration, gathered while reading goes on. */
export class ProblemList {
  readonly #found = new Map<string | symbol, Found>()
  #count = 0

  /** How often anybody complained. */
  get count(): number {
    return this.#count
  }

  /** A message that is dear to make, such as one that looks for the nearest name, is handed over as a function. */
  add(problem: Found): void {
    this.#count++
    const { file, line, column, path, message } = problem
    // A default at fault is complained about by every router that it flows to, and listed once.
    const key = typeof message === 'string' ? `${file}:${line}:${column} ${path} ${message}` : Symbol()
    this.#found.set(key, problem)
  }

  /** The first `most` by file, line and column, and one more that says how many there are beyond. */
  listed(most: number): { problems: Problem[]; total: number } {
    const sorted = [...this.#found.values()].toSorted(
      (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column,
    )
    const total = sorted.length
    const problems = sorted.slice(0, most).map((problem) => ({ ...problem, message: said(problem.message) }))
    const last = problems.at(-1)
    if (last && total > most) {
      problems.push({ ...last, path: '', message: `… and ${total - most} more problems after this one` })
    }
    return { problems, total }
  }
}

function said(message: Found['message']): string {
  return typeof message === 'string' ? message : message()
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
