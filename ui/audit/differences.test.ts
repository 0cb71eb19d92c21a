import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

describe('what an act changed', () => {
  it.each<[string, unknown, unknown, ReturnType<typeof differencesOf>]>([
    ['a value', { role: 'viewer' }, { role: 'pic' }, [{ path: 'role', before: 'viewer', after: 'pic' }]],
    [
      'only what is not the same',
      { role: 'pic', disabled: false },
      { role: 'pic', disabled: true },
      [{ path: 'disabled', before: 'false', after: 'true' }],
    ],
    [
      'a scope',
      { scope: 'everything' },
      { scope: { provinces: ['51', '17'], types: [], satker: [] } },
      [
        { path: 'scope', before: 'everything', after: null },
        { path: 'scope.provinces', before: null, after: '51, 17' },
      ],
    ],
    ['what is new', null, { session: 'a' }, [{ path: 'session', before: null, after: 'a' }]],
    ['what is gone', { session: 'a' }, null, [{ path: 'session', before: 'a', after: null }]],
    ['one value alone', 'a', 'b', [{ path: '', before: 'a', after: 'b' }]],
    [
      'a list of things',
      null,
      [{ id: 1 }, { id: 2 }],
      [
        { path: '1.id', before: null, after: '1' },
        { path: '2.id', before: null, after: '2' },
      ],
    ],
    ['nothing', null, null, []],
  ])('is told of %s', (_what, before, after, expected) => {
    expect(differencesOf(before, after)).toEqual(expected)
  })

  it('is nothing where both are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(differencesOf(value, structuredClone(value))).toEqual([])
      }),
    )
  })
})
