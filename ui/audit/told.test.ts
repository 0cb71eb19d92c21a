import { describe, expect, it } from 'vitest'
import { entryOf } from '../access/access.test-kit.ts'
import { noon } from '../outages/network.test-kit.ts'
import { LanguageChoice } from '../state/language.svelte.ts'
import { valueTold, withScopeTold } from './told.ts'

const speaker = new LanguageChoice()
const entry = { ...entryOf(), roleNames: { viewer: 'Kabid TIK' } }
const told = (path: string, text: string) =>
  valueTold(path, text, { speaker, timezone: 'Asia/Jakarta', entry })

describe('what was kept of an act', () => {
  it.each([
    ['endsAt', String(noon), '22 Nov 2026 12.00 WIB'],
    ['access.idleMs', '1800000', '30 m'],
    ['role', 'viewer', 'Kabid TIK'],
    ['role', 'monitor', 'Pemantau sistem'],
    ['role', 'raja', 'raja'],
    ['password', 'true', 'ya'],
    ['endsAt', 'soon', 'soon'],
    ['name', '1800000', '1800000'],
  ])('is told of %s %s as %s', (path, text, expected) => {
    expect(told(path, text)).toBe(expected)
  })

  it('tells a scope whole, so that no two are told alike', () => {
    const scope = { provinces: ['51'], types: ['kua'], satker: ['1', '2', '3', '4'] }
    expect(withScopeTold({ role: 'pic', scope }, speaker)).toEqual({
      role: 'pic',
      scope: 'KUA di Provinsi Bali, ditambah 1, 2, 3, 4',
    })
    expect(withScopeTold({ scope: 'everything' }, speaker)).toEqual({ scope: 'seluruh satker' })
  })

  it.each([null, 'everything', 7, { a: 1 }, { scope: null }, { scope: { provinces: '51' } }])(
    'is left as it is where it is %j',
    (kept) => {
      expect(withScopeTold(kept, speaker)).toBe(kept)
    },
  )
})
