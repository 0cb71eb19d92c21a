import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableOf, valueOf } from './value-table.ts'

/** As between two processes. */
async function crossed(value: unknown): Promise<unknown> {
  return valueOf(deserialize(serialize(tableOf(value))))
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, 0, -0, 1, '', 'a', '1'),
)
const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '0', 'a', 'b'))
const { value: plain } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}))

test('what comes out equals what went in, to the sign of a zero and the order of keys', async () => {
  await fc.assert(
    fc.asyncProperty(plain, async (value) => {
      const out = await crossed(value)
      expect(isDeepStrictEqual(out, value)).toBe(true)
      expect(JSON.stringify(out)).toBe(JSON.stringify(value))
    }),
    { numRuns: 300 },
  )
})

test('a key of any name is a key', async () => {
  const value: unknown = JSON.parse('{"__proto__":{"a":1},"b":{"toString":null}}')
  const out = (await crossed(value)) as object
  expect(Object.keys(out)).toEqual(['__proto__', 'b'])
  expect(Object.getPrototypeOf(out)).toBe(Object.prototype)
})

test('equal lists and maps are one, wherever they stand, and what is not equal is not', async () => {
  const office = (code: string) => ({ code, limits: { loss: 0.05, rtt: 150 }, portals: [], hangsOn: ['a'] })
  const [one, other, third] = (await crossed([office('1'), office('2'), office('1')])) as [
    ReturnType<typeof office>,
    ReturnType<typeof office>,
    ReturnType<typeof office>,
  ]
  expect(other.limits).toBe(one.limits)
  expect(other.portals).toBe(one.portals)
  expect(other.hangsOn).toBe(one.hangsOn)
  expect(other).not.toBe(one)
  expect(third).toBe(one)
})

test.each([
  ['an empty list and an empty map', [[], {}]],
  ['a text and a number', [['1'], [1]]],
  ['a list and what a map holds', [[1, 2], { 0: 1, 1: 2 }]],
  [
    'the order of keys',
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
  ],
  ['a list in a list', [[[1], 2], [[1, 2]]]],
  ['nothing and not said', [[null], [undefined]]],
])('%s are two', async (_, value) => {
  const [one, other] = (await crossed(value)) as [unknown, unknown]
  expect(one).not.toBe(other)
  expect([one, other]).toStrictEqual(value)
})

test('a text that stands in many places crosses once', () => {
  const { leaves } = tableOf([{ id: 'a', to: ['b', 'a'] }, 'b', { of: 'a' }])
  expect(leaves.toSorted()).toEqual(['a', 'b'])
})

test('nothing of it can be altered, since it may stand in other places too', async () => {
  const out = (await crossed({ list: [1], map: { a: 1 } })) as { list: number[]; map: { a: number } }
  expect(() => out.list.push(2)).toThrow(TypeError)
  expect(() => (out.map.a = 2)).toThrow(TypeError)
  expect(() => Object.assign(out, { more: 1 })).toThrow(TypeError)
})

test('what is large is made in many turns of the event loop', async () => {
  let turns = 0
  const turning = setInterval(() => turns++, 0)
  const value = Array.from({ length: 60_000 }, (_, at) => ({ at, text: `link-${at}`, same: [at % 7] }))
  const out = await crossed(value)
  clearInterval(turning)
  expect(out).toEqual(value)
  expect(turns).toBeGreaterThan(0)
})
