import { describe, expect, it } from 'vitest'
import type { WireScope } from '../../collector/serve/wire-access.ts'
import { createFormat } from '../parts/format.ts'
import { phrase, type Language, type WordKey } from '../parts/words.ts'
import { scopeText } from './scope-text.ts'

const speaker = (language: Language) => ({
  t: (key: WordKey, values?: Record<string, string | number>) => phrase(language, key, values),
  format: createFormat(language),
})
const names = new Map([['900002', 'Kankemenag Kab. Kaur']])
const said = (scope: WireScope, language: Language = 'id') =>
  scopeText(scope, speaker(language), (code) => names.get(code) ?? code)
const limits = { provinces: [], types: [], satker: [] }

describe('a scope in words', () => {
  it.each<[WireScope, string]>([
    ['everything', 'seluruh satker'],
    [limits, 'tidak satu satker pun'],
    [{ ...limits, provinces: ['51'] }, 'Provinsi Bali'],
    [{ ...limits, provinces: ['51', '99'] }, 'Provinsi Bali, 99'],
    [{ ...limits, types: ['kua', 'madrasah'] }, 'KUA, Madrasah'],
    [{ ...limits, provinces: ['51'], types: ['kua'] }, 'KUA di Provinsi Bali'],
    [{ ...limits, satker: ['900002', '900009'] }, 'Kankemenag Kab. Kaur, 900009'],
    [{ ...limits, satker: ['1', '2', '3', '4'] }, '4 satker'],
    [
      { provinces: ['51'], types: ['kua'], satker: ['900002'] },
      'KUA di Provinsi Bali, ditambah Kankemenag Kab. Kaur',
    ],
  ])('%j is: %s', (scope, expected) => {
    expect(said(scope)).toBe(expected)
  })

  it('is told in English too', () => {
    expect(said({ provinces: ['51'], types: ['kua'], satker: ['900002'] }, 'en')).toBe(
      'KUA (district office) in Bali province, and also Kankemenag Kab. Kaur',
    )
  })
})
