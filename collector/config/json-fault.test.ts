import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFault } from './json-fault.ts'

test.each<[string, string, number]>([
  ['nothing', '', 0],
  ['only space', ' \n', 2],
  ['a word', '{"a": bali}', 6],
  ['a comma before the end', '[1, 2, ]', 7],
  ['a comma that is missing', '{"a": 1 "b": 2}', 8],
  ['a key without quotes', '{a: 1}', 1],
  ['an end that is missing', '{"a": [1, 2]', 12],
  ['an end of the other kind', '{"a": [1, 2}}', 11],
  ['more after the end', '[] []', 3],
  ['a zero before a number', '[01]', 2],
  ['a line break in a text', '["a\nb"]', 3],
  ['an escape that is none', '["a\\x"]', 3],
  ['a web page', '<!DOCTYPE html>', 0],
  ['a million brackets', '['.repeat(1e6), 1e6],
])('%s is found where it stands', (_, text, offset) => {
  expect(jsonFault(text)).toBe(offset)
})

test('it finds a fault where the parser of the language finds one, and nowhere else', () => {
  const slip = fc.tuple(
    fc.nat(200),
    fc.constantFrom('', ...'{}[],:"\\0-.e1 \n\t\u0001x', 'null', '\\u12'),
    fc.nat(2),
  )
  fc.assert(
    fc.property(fc.json(), fc.array(slip, { maxLength: 2 }), (json, slips) => {
      const text = slips.reduce(
        (from, [at, put, cut]) => from.slice(0, at) + put + from.slice(at + cut),
        json,
      )
      let parses = true
      try {
        JSON.parse(text)
      } catch {
        parses = false
      }
      expect(jsonFault(text) === null).toBe(parses)
    }),
    { numRuns: 3000 },
  )
})
