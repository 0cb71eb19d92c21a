/** An id or a code, with the entry to complain at: where it is given, or where something refers to it. */
import type { Entry } from './entry.ts'
import type { Fields, Reader } from './map.ts'
import { digits, id } from './scalars.ts'

export interface Name {
  /** Empty where it is missing or wrong, which has then been complained about. */
  text: string
  entry: Entry
}

export const idName = named(id)
export const codeName = named(digits(6, '900001'))

export function requiredName(fields: Fields, key: string, read: Reader<Name>, example: string): Name {
  return fields.required(key, read, { text: '', entry: fields.entry }, example)
}

function named(read: Reader<string>): Reader<Name> {
  return (entry) => {
    const text = read(entry)
    return text === undefined ? undefined : { text, entry }
  }
}
