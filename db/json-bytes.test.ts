import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonBytes } from './json-bytes.ts'

function written(numbers: readonly (number | null)[], unit: number): string {
  const json = new JsonBytes()
  json.column(
    Float64Array.from(numbers, (number) => number ?? Number.NaN),
    unit,
  )
  return new TextDecoder().decode(json.taken())
}

const plainly = (numbers: readonly (number | null)[], unit: number) =>
  JSON.stringify(numbers.map((number) => (number === null ? null : number / unit)))

it.each([
  ['what was not measured', [null, 0, null, null]],
  ['one digit, and where there are more', [0, 9, 10, 99, 100, 999, 1_000]],
  ['either side of eight digits', [9_999_999, 10_000_000, 99_999_999, 100_000_000, 100_000_001]],
  ['times', [1_795_329_900_000, 1_795_330_000_000]],
  ['thousandths that end early', [1, 10, 100, 38_100, 38_010, 38_001, 120]],
  ['what is told with all its digits', [2 ** 50, 2 ** 53 - 1, 1e15 - 1, 1e15, 1e15 + 1, 1e16, 1e21]],
  ['less than nothing, and parts', [-1, -38_100, 0.5, 1 / 3]],
  ['nothing at all', []],
])('writes %s as JSON.stringify does', (_, numbers) => {
  for (const unit of [1, 5, 60, 1_000]) expect(written(numbers, unit)).toBe(plainly(numbers, unit))
})

it('writes any column as JSON.stringify does', () => {
  const number = fc.oneof(
    fc.nat(),
    fc.maxSafeNat(),
    fc.maxSafeInteger(),
    fc.nat({ max: 60 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  )
  fc.assert(
    fc.property(fc.array(number), fc.constantFrom(1, 5, 60, 1_000), (numbers, unit) => {
      expect(written(numbers, unit)).toBe(plainly(numbers, unit))
    }),
  )
})

it('finds room for more than it began with, and for text of any kind', () => {
  const json = new JsonBytes()
  const numbers = Array.from({ length: 30_000 }, (_, place) => place * 1_000_003)
  json.text('{"kantor":"Ölçü 東 🛰","far":')
  json.column(Float64Array.from(numbers), 1_000)
  json.text('}')
  const told = { kantor: 'Ölçü 東 🛰', far: numbers.map((number) => number / 1_000) }
  expect(new TextDecoder().decode(json.taken())).toBe(JSON.stringify(told))
})
