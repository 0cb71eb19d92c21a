/** The body of a request, read strictly: a field that is missing, unknown or of another kind is refused by its name. */
import type { FastifyRequest } from 'fastify'
import { provinceOf } from '../domain/province.ts'
import { type SatkerType, satkerTypes } from '../domain/satker.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { quote, readParameters, refuse } from './parameters.ts'

/** Reads one field; `name` is what it is called to the caller. */
export type Read<T> = (value: unknown, name: string) => T

/** Only these fields, each as its reader wants it: whatever else a body holds cannot get any further. */
export function readBody<T extends object>(body: unknown, fields: { [Name in keyof T]-?: Read<T[Name]> }): T {
  const readers = Object.entries(fields) as [string, Read<unknown>][]
  const names = readers.map(([name]) => name)
  if (!isObject(body)) throw refuse(`Send a JSON object with ${names.join(', ')}.`)
  const strange = Object.keys(body).find((name) => !names.includes(name))
  if (strange !== undefined)
    throw refuse(`There is no field ${quote(strange)} here: it takes ${names.join(', ')}.`)
  const given = (name: string) => (Object.hasOwn(body, name) ? body[name] : undefined)
  return Object.fromEntries(readers.map(([name, read]) => [name, read(given(name), name)])) as T
}

/** What is asked for stands in the body, or in the path. */
export function takesNone(request: FastifyRequest): void {
  readParameters(request.raw.url ?? '', [])
}

export function optional<T>(read: Read<T>): Read<T | undefined> {
  return (value, name) => (value === undefined ? undefined : read(value, name))
}

/** `most` characters, as JavaScript counts them. */
export function textOf(most: number): Read<string> {
  return (value, name) => {
    if (typeof value === 'string' && value.length <= most) return value
    throw refuse(`${name} must be a text of at most ${most} characters.`)
  }
}

export const flag: Read<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value
  throw refuse(`${name} must be true or false.`)
}

export function wholeNumber(least: number, most: number): Read<number> {
  return (value, name) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
    throw refuse(`${name} must be a whole number from ${least} to ${most}.`)
  }
}

export function oneOf<Word extends string>(words: readonly Word[]): Read<Word> {
  return (value, name) => {
    const word = words.find((each) => each === value)
    if (word === undefined) throw refuse(`${name} must be one of ${words.join(', ')}.`)
    return word
  }
}

const listMost = 1_000

function listOf<T>(read: Read<T>): Read<T[]> {
  return (value, name) => {
    if (!Array.isArray(value) || value.length > listMost)
      throw refuse(`${name} must be a list of at most ${listMost}.`)
    const items: unknown[] = value
    return [...new Set(items.map((each, index) => read(each, `${name}[${index}]`)))]
  }
}

const provinceCode: Read<string> = (value, name) => {
  if (typeof value === 'string' && provinceOf(value) !== undefined) return value
  throw refuse(`${name} must be the Kemendagri code of a province, such as "51".`)
}

const satkerCode: Read<string> = (value, name) => {
  if (typeof value === 'string' && /^[0-9]{6}$/.test(value)) return value
  throw refuse(`${name} must be the six digits of a satker, such as "900001".`)
}

/** One that names nothing would let nothing be seen, which nobody means. */
export const scope: Read<Scope> = (value, name) => {
  if (value === everything) return everything
  if (!isObject(value))
    throw refuse(`${name} must be "everything" or an object with provinces, types and satker.`)
  const limits = readBody<{ provinces: string[]; types: SatkerType[]; satker: string[] }>(value, {
    provinces: listOf(provinceCode),
    types: listOf(oneOf(satkerTypes)),
    satker: listOf(satkerCode),
  })
  if (Object.values(limits).every((names) => names.length === 0))
    throw refuse(`${name} names nothing: write "everything", or at least one of provinces, types and satker.`)
  return limits
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
