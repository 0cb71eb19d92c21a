import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

const cases: [what: string, text: string, shown: string][] = [
  ['ordinary names as they are', 'Budi Ñandú 名前 🙂 a\\b "c"', 'Budi Ñandú 名前 🙂 a\\b "c"'],
  ['a forged line', 'budi\r\n{"event":"sign-in"}', 'budi\\u000d\\u000a{"event":"sign-in"}'],
  ['what a terminal obeys', '\u001b[2J\u009b31m\u0007', '\\u001b[2J\\u009b31m\\u0007'],
  ['NUL and DEL', 'a\0b\u007f', 'a\\u0000b\\u007f'],
  ['separators that some readers take for a new line', 'a\u0085b\u2028c\u2029', 'a\\u0085b\\u2028c\\u2029'],
  [
    'letters turned around',
    'abc\u202etxt.exe\u2066\u2069\u200f\u061c',
    'abc\\u202etxt.exe\\u2066\\u2069\\u200f\\u061c',
  ],
  ['a name that looks like another', 'bu\u200bdi\ufeff', 'bu\\u200bdi\\ufeff'],
  ['half a sign', 'a\ud800b', 'a\ufffdb'],
]

describe('a text that is shown', () => {
  it.each(cases)('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('is one line, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })

  it('says the same as JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(visibleText(JSON.stringify({ text })))).toEqual({ text })
      }),
    )
  })
})
