/** Reads a map key by key. What nobody asked for is an unknown key: so no list of keys is kept beside the reading. */
import type { Entry, Member, Placed } from './entry.ts'
import { didYouMean } from './nearest.ts'
import { shownInQuotes } from './shown.ts'

/** Gives the value, or complains in place and gives undefined. */
export type Reader<T> = (entry: Entry) => T | undefined

/**
 * The keys of one map. A value that is wrong has been complained about and reads as its stand-in, so that
 * reading goes on and every problem is found; a configuration with problems is never handed out.
 */
export class Fields {
  readonly entry: Entry
  readonly #members: ReadonlyMap<string, Member>
  readonly #asked = new Set<string>()

  constructor(entry: Entry) {
    this.entry = entry
    this.#members = new Map(entry.members().map((member) => [member.name, member]))
  }

  /** Null where the key, or its value, is not there. */
  at(key: string): Entry | null {
    this.#asked.add(key)
    return this.#members.get(key)?.value ?? null
  }

  /** Null where it is not there, or wrong. */
  optional<T>(key: string, read: Reader<T>): T | null {
    const entry = this.at(key)
    return (entry && read(entry)) ?? null
  }

  withDefault<T>(key: string, read: Reader<T>, byDefault: T): T {
    return this.optional(key, read) ?? byDefault
  }

  /** The stand-in must be such that nothing else is complained about because of it. */
  required<T>(key: string, read: Reader<T>, standIn: T, example: string): T {
    const entry = this.at(key)
    if (entry) return read(entry) ?? standIn
    // A map that is none has been complained about as a whole.
    if (!this.entry.isMap) return standIn
    const empty = this.#members.get(key)
    if (empty) empty.key.complain(`is empty; write ${key}: ${example}`)
    else this.entry.complain(`has no "${key}"; write ${key}: ${example}`)
    return standIn
  }

  /** Also complains where the key is there and nothing after it: of a secret, that is never meant. */
  filled<T>(key: string, read: Reader<T>, why: string): T | null {
    const member = this.#members.get(key)
    if (member && !member.value) member.key.complain(`is empty: ${why}`)
    return this.optional(key, read)
  }

  list<T>(key: string, read: Reader<T>): T[] {
    return this.withDefault(key, listOf(read), [])
  }

  /** The keys that are known here. */
  get asked(): ReadonlySet<string> {
    return this.#asked
  }

  /** Complains of a key, where it is there, that has its place elsewhere. */
  refuse(key: string, message: string): void {
    const member = this.#members.get(key)
    if (!member) return
    this.#asked.add(key)
    member.key.complain(message)
  }

  complainOfUnknown(): void {
    for (const { name, key, bare } of this.#members.values()) {
      if (this.#asked.has(name)) continue
      if (name === '<<') key.complain('merge keys (<<) are not used; defaults flow down by themselves')
      else if (bare)
        key.complain('a word without a colon; if it belongs to the text before it, put that in quotes')
      else key.complain(() => `unknown key ${shownInQuotes(name)}${this.#meant(name)}`)
    }
  }

  /** A key that is there already was not meant by another. */
  #meant(name: string): string {
    const absent = [...this.#asked].filter((key) => !this.#members.has(key))
    return didYouMean(name, absent) || `; known here: ${[...this.#asked].join(', ')}`
  }
}

export function readMap<T>(entry: Entry, read: (fields: Fields) => T): T {
  if (!entry.isMap) entry.complain('must be a map: lines of "key: value", indented below this key')
  const fields = new Fields(entry)
  const value = read(fields)
  fields.complainOfUnknown()
  return value
}

export function placed<T>(read: Reader<T>): Reader<Placed<T>> {
  return (entry) => {
    const value = read(entry)
    return value === undefined ? undefined : { value, entry }
  }
}

export function mapOf<T>(read: (fields: Fields) => T): Reader<T> {
  return (entry) => readMap(entry, read)
}

/** What is wrong in it is left out, after the complaint. */
export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (entry) => {
    if (!entry.isList) return entry.complain('must be a list: lines that begin with "- ", or [a, b]')
    return entry.items().flatMap((item) => {
      const value = item.isEmpty
        ? item.complain('is empty; write a value after the dash, or remove it')
        : read(item)
      return value === undefined ? [] : [value]
    })
  }
}
