/**
 * Columns of whole numbers, some of them null, in as few bytes as they come to.
 *
 * The first byte is the version of the format, the rest is compressed (raw deflate, RFC 1951): how many columns there are
 * and how long each is, then the columns. A column begins with which of its entries are null (none, all, or a bit for each)
 * and goes on with its least value and what each is above it; or, where that is shorter, with its first value and what
 * each differs from the one before (zigzag: 0, -1, 1, -2, …). These numbers lie byte by byte, the low bytes of all of
 * them before the next: so what is noise stays apart from what compresses. A column that never changes is a few bytes.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ByteReader, ByteWriter } from './packed-bytes.ts'

export type Column = readonly (number | null)[]

const version = 1

const nulls = { none: 0, all: 1, some: 2 } as const
const kinds = { aboveLeast: 0, fromLast: 1 } as const

/** Beyond this the difference of two, in zigzag, is no longer a whole number to JavaScript. */
const mostForDifferences = 2 ** 51

/** All of one length; numbers beyond the safe integers, or none, are a bug in the caller. */
export function packColumns(columns: readonly Column[]): Uint8Array {
  const body = new ByteWriter()
  const length = columns[0]?.length ?? 0
  body.number(columns.length)
  body.number(length)
  for (const column of columns) packColumn(body, column)
  const compressed = deflateRawSync(body.bytes())
  const packed = new Uint8Array(compressed.length + 1)
  packed[0] = version
  packed.set(compressed, 1)
  return packed
}

/** NaN where there was null: so a year is read back without an object for each of its hours. */
export function unpackColumns(packed: Uint8Array): Float64Array[] {
  if (packed[0] !== version)
    throw new Error(`Packed readings of format ${packed[0]} are of a newer version of this program.`)
  const body = new ByteReader(inflateRawSync(packed.subarray(1)))
  const count = body.number()
  const length = body.number()
  return Array.from({ length: count }, () => unpackColumn(body, length))
}

function packColumn(body: ByteWriter, column: Column): void {
  const values = column.filter((value) => value !== null)
  if (values.length === 0) return body.byte(nulls.all)
  body.byte(values.length === column.length ? nulls.none : nulls.some)
  if (values.length < column.length) body.bits(column.map((value) => value !== null))
  const { kind, base, numbers } = shortest(values)
  body.byte(kind)
  body.byte(base < 0 ? 1 : 0)
  body.number(Math.abs(base))
  body.planes(numbers)
}

function unpackColumn(body: ByteReader, length: number): Float64Array {
  const which = body.byte()
  if (which === nulls.all) return new Float64Array(length).fill(Number.NaN)
  const present = which === nulls.some ? body.bits(length) : null
  const kind = body.byte()
  const sign = body.byte() === 1 ? -1 : 1
  const base = sign * body.number()
  const values = body.planes(present ? present.reduce((sum, bit) => sum + bit, 0) : length)
  let last = base
  for (let place = 0; place < values.length; place++) {
    const number = values[place]!
    last = kind === kinds.fromLast ? last + unzigzag(number) : base + number
    values[place] = last
  }
  if (!present) return values
  const column = new Float64Array(length).fill(Number.NaN)
  let next = 0
  for (let place = 0; place < length; place++) if (present[place] === 1) column[place] = values[next++]!
  return column
}

function shortest(values: readonly number[]): { kind: number; base: number; numbers: Float64Array } {
  const first = values[0]!
  let [least, most] = [first, first]
  for (const value of values) {
    if (!Number.isSafeInteger(value))
      throw new RangeError('Only whole numbers can be packed, and only such that JavaScript can count.')
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  const above = new Float64Array(values.length)
  const differences = new Float64Array(values.length)
  let [sumAbove, sumDifferences, last] = [0, 0, first]
  for (const [place, value] of values.entries()) {
    sumAbove += above[place] = value - least
    sumDifferences += differences[place] = zigzag(value - last)
    last = value
  }
  const isCountable = most < mostForDifferences && least > -mostForDifferences
  return isCountable && sumDifferences < sumAbove
    ? { kind: kinds.fromLast, base: first, numbers: differences }
    : { kind: kinds.aboveLeast, base: least, numbers: above }
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function unzigzag(number: number): number {
  return number % 2 === 1 ? -(number + 1) / 2 : number / 2
}
