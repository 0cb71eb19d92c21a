/** The files beside the main one: found by patterns and paths that stay under its folder, read once, and stamped. */
import { existsSync, globSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path'
import type { Entry } from './entry.ts'
import { stampNow } from './file-stamp.ts'
import { type FileKind, readFileText } from './file-text.ts'
import type { Reader } from './map.ts'
import type { Problem, ProblemList } from './problem.ts'
import { text } from './scalars.ts'

const outside = 'leads out of the folder of the main file; put the file under it, and name it from there'

export class FilesUnder {
  /** By absolute path. */
  readonly stamps = new Map<string, string>()
  readonly #main: string
  readonly #folder: string
  readonly #problems: ProblemList

  constructor(main: string, problems: ProblemList) {
    this.#main = main
    this.#folder = resolve(dirname(main))
    this.#problems = problems
  }

  /** Reads a path, and gives it as an absolute one. */
  readonly path: Reader<string> = (entry) => {
    const path = text(entry)
    if (path === undefined) return undefined
    const found = this.#absolute(path)
    return found !== null && this.#isUnder(found) ? found : entry.complain(`${entry.written} ${outside}`)
  }

  complain(problem: Problem): void {
    this.#problems.add(problem)
  }

  /** Null where it cannot be read, which has then been complained about. */
  readText(path: string, namedBy?: Entry, kind?: FileKind): { text: string; shown: string } | null {
    const shown = this.#shown(path)
    const read = readFileText(path, shown, kind)
    this.stamps.set(path, read.stamp)
    if (read.ok) return { text: read.text, shown }
    // What is not there is best mended where it is named; what is wrong inside, in the file itself.
    if (namedBy && !existsSync(path)) namedBy.complain(`${shown} ${read.problem.message}`)
    else this.#problems.add(read.problem)
    return null
  }

  /** The files that a pattern such as `devices.d/*.yaml` finds, in the order of their names. */
  find(pattern: string, entry: Entry): string[] {
    const wild = pattern.search(/[*?[{]/)
    const plain = this.#absolute(wild === -1 ? pattern : `${pattern.slice(0, wild)}_`)
    if (plain === null) return this.#refuse(entry)
    // A file that is added later shows as an edit of the folder.
    this.stamps.set(dirname(plain), stampNow(dirname(plain)))
    const found = globSync(pattern, { cwd: this.#folder }).map((path) => resolve(this.#folder, path))
    if (!found.every((path) => this.#isUnder(path))) return this.#refuse(entry)
    if (wild !== -1) return found.filter((path) => path !== resolve(this.#main) && isMeant(path)).sort()
    if (found.length === 0)
      entry.complain(`${entry.written} is not there; create it, or take it out of include`)
    return found
  }

  #refuse(entry: Entry): string[] {
    entry.complain(`${entry.written} ${outside}`)
    return []
  }

  /** Null where the path, by its very text, leads out. */
  #absolute(path: string): string | null {
    const plain = normalize(path)
    const leaves = isAbsolute(plain) || plain === '..' || plain.startsWith(`..${sep}`) || path.includes('\0')
    return leaves ? null : resolve(this.#folder, plain)
  }

  /** Whether it is under the folder when symbolic links are followed; what is not there leads nowhere. */
  #isUnder(path: string): boolean {
    try {
      const way = relative(realpathSync(this.#folder), realpathSync(path))
      return way !== '..' && !way.startsWith(`..${sep}`)
    } catch {
      return true
    }
  }

  #shown(path: string): string {
    return path === resolve(this.#main) ? this.#main : join(dirname(this.#main), relative(this.#folder, path))
  }
}

/** A pattern finds folders too, and the hidden files that editors lay beside the one they edit. */
function isMeant(path: string): boolean {
  return !basename(path).startsWith('.') && !statSync(path, { throwIfNoEntry: false })?.isDirectory()
}
