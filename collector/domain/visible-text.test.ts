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
  [
    'a soft hyphen, and fillers',
    'bu\u00addi\u034f\u3164\u115f\u1160\uffa0',
    'bu\\u00addi\\u034f\\u3164\\u115f\\u1160\\uffa0',
  ],
  [
    'signs of mathematics and notes',
    'a\u2061\u2064\ufff9\ufffb\u180e',
    'a\\u2061\\u2064\\ufff9\\ufffb\\u180e',
  ],
  ['a text hidden in tags', 'a\u{e0001}\u{e0041}b', 'a\\udb40\\udc01\\udb40\\udc41b'],
  ['selectors that select nothing', '1\ufe0f0📡\ufe0fa\u{e0100}', '1\\ufe0f0📡\\ufe0fa\\udb40\\udd00'],
  ['joiners that join nothing', 'bu\u200cdi\u200d📡\u200d📡', 'bu\\u200cdi\\u200d📡\\u200d📡'],
  ['pictures with what makes them as they are', '⚠️ 1️⃣ 👩🏽‍🚀 🇮🇩', '⚠️ 1️⃣ 👩🏽‍🚀 🇮🇩'],
  ['format characters that can be seen', '\u0601 \u06dd', '\u0601 \u06dd'],
  ['half a sign', 'a\ud800b', 'a\ufffdb'],
]

const hiding = ['\u{e0041}', '\u200d', '\ufe0f', '\u00ad', '📡', '👩', '1', '\u20e3', '\\', '"']
const texts = fc.string({
  unit: fc.oneof(fc.constantFrom(...hiding), fc.string({ unit: 'binary', maxLength: 1 })),
})

describe('a text that is shown', () => {
  it.each(cases)('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('is one line in which nothing hides, whatever it was', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const beside = visibleText(text).replaceAll(/\p{RGI_Emoji}/gv, '')
        expect(beside).not.toMatch(/[\p{Cc}\u2028\u2029]|\p{Default_Ignorable_Code_Point}/u)
      }),
    )
  })

  it('is the same when it is shown again', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text))
      }),
    )
  })

  it('says the same as JSON', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(JSON.parse(visibleText(JSON.stringify({ text })))).toEqual({ text })
      }),
    )
  })
})
