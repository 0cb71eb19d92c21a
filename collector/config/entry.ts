/** A value of a file, with where it stands: whoever reads it can complain in place and go on. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml'
import type { Problem, ProblemList } from './problem.ts'
import { type Environment, expand } from './secrets.ts'
import { shown } from './shown.ts'

/** One parsed file and what its entries need to be read and complained about. */
export interface Source {
  file: string
  lines: LineCounter
  aliases: ReadonlyMap<Alias, Node>
  env: Environment
  problems: ProblemList
}

export type Place = Pick<Problem, 'file' | 'line' | 'column'>

export class Entry {
  readonly path: string
  readonly #source: Source
  readonly #node: Node
  readonly #offset: number

  constructor(source: Source, path: string, node: Node) {
    this.#source = source
    this.path = path
    // An alias is complained about where it stands, but read as what it stands for.
    this.#offset = node.range?.[0] ?? 0
    this.#node = (isAlias(node) && source.aliases.get(node)) || node
  }

  get place(): Place {
    const { line, col } = this.#source.lines.linePos(this.#offset)
    return { file: this.#source.file, line, column: col }
  }

  complain(message: string | (() => string)): undefined {
    this.#source.problems.add({ ...this.place, path: this.path, message })
  }

  /** How much has been complained about so far, anywhere: to tell whether a part was read without fault. */
  get complaints(): number {
    return this.#source.problems.count
  }

  get isMap(): boolean {
    return isMap(this.#node)
  }

  get isList(): boolean {
    return isSeq(this.#node)
  }

  /** Nothing is written, or `null`. */
  get isEmpty(): boolean {
    return isScalar(this.#node) && this.#node.value === null
  }

  /** The text, number or truth value as written; undefined for a map or a list. */
  get scalar(): unknown {
    return isScalar(this.#node) ? this.#node.value : undefined
  }

  /** For messages: as it stands in the file, never expanded, so that no environment leaks through it. */
  get written(): string {
    const source = isScalar(this.#node) ? (this.#node.source ?? String(this.#node.value)) : '…'
    return shown(source)
  }

  /** The text with its secrets put in; a complaint and undefined where that fails. */
  expanded(): string | undefined {
    const { scalar } = this
    if (typeof scalar !== 'string') return undefined
    const expansion = expand(scalar, this.#source.env)
    return expansion.ok ? expansion.text : this.complain(expansion.why)
  }

  /** Of a list; none of anything else. */
  items(): Entry[] {
    if (!isSeq<Node>(this.#node)) return []
    return this.#node.items.map((item, i) => new Entry(this.#source, `${this.path}[${i}]`, item))
  }

  /** Of a map, as written; the tree has refused keys that stand twice. */
  members(): Member[] {
    if (!isMap<Scalar, Node | null>(this.#node)) return []
    return this.#node.items.map(({ key, value }) => {
      const name = String(key.value)
      const path = this.path === '' ? name : `${this.path}.${name}`
      const at = value && new Entry(this.#source, path, value)
      // `key: abc,def` in braces reads as a key `def`: half a secret, so it is in no path and no message.
      const bare = value === null
      const keyEntry = new Entry(this.#source, bare ? this.path : path, key)
      return { name, key: keyEntry, value: at?.isEmpty ? null : at, bare }
    })
  }
}

/** A value with where it is said. */
export interface Placed<T> {
  value: T
  entry: Entry
}

/** A key of a map, and its value; null where nothing, or `null`, is written after it. */
export interface Member {
  name: string
  key: Entry
  value: Entry | null
  /** Not even a colon follows the key. */
  bare: boolean
}
