/** The parameters of a query, read strictly: what is not understood is refused with what would be right. */
import { RequestError } from './request-error.ts'

export type Parameters = ReadonlyMap<string, string>

/** Epoch milliseconds beyond which there are no dates (ECMA-262). */
const latestMs = 8_640_000_000_000_000

export function readParameters(address: string, known: readonly string[]): Parameters {
  const start = address.indexOf('?')
  const parameters = new Map<string, string>()
  if (start === -1) return parameters
  for (const [name, value] of new URLSearchParams(address.slice(start + 1))) {
    if (!known.includes(name)) throw refuse(`There is no parameter ${quote(name)} here: ${listOf(known)}.`)
    if (parameters.has(name)) throw refuse(`The parameter ${name} is given more than once.`)
    parameters.set(name, value)
  }
  return parameters
}

export function timeParameter(parameters: Parameters, name: string): number | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  const at = /^\d{1,16}$/.test(text) ? Number(text) : Infinity
  if (at > latestMs)
    throw refuse(`${name} must be a time in epoch milliseconds, such as 1795330000000, not ${quote(text)}.`)
  return at
}

export function flagParameter(parameters: Parameters, name: string): boolean | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  if (text !== 'true' && text !== 'false') throw refuse(`${name} must be true or false, not ${quote(text)}.`)
  return text === 'true'
}

/** One of a few whole numbers. */
export function choiceParameter<Choice extends number>(
  parameters: Parameters,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const text = parameters.get(name)
  if (text === undefined) return null
  const choice = choices.find((each) => String(each) === text)
  if (choice === undefined) throw refuse(`${name} must be one of ${choices.join(', ')}, not ${quote(text)}.`)
  return choice
}

export function checkLinkId(id: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(id)) return id
  throw refuse(`A link's id has 1 to 64 letters, digits, "-" and "_"; ${quote(id)} is not one.`)
}

export function checkSatkerCode(code: string): string {
  if (/^[0-9]{6}$/.test(code)) return code
  throw refuse(`A satker's code has six digits, such as 900001; ${quote(code)} is not one.`)
}

export function refuse(message: string): RequestError {
  return new RequestError('bad-request', message)
}

function listOf(known: readonly string[]): string {
  return known.length === 0 ? 'this address takes none' : `it takes ${known.join(', ')}`
}

/** As JSON, so that no control character reaches a terminal, and short. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
