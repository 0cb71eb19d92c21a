import { describe, expect, it } from 'vitest'
import { provinceOf, provinces } from './province.ts'

describe('the provinces', () => {
  it('are 38, each with a code of two digits and a capital in Indonesia', () => {
    expect(provinces).toHaveLength(38)
    expect(new Set(provinces.map(({ code }) => code)).size).toBe(38)
    for (const { code, location } of provinces) {
      const [latitude, longitude] = location
      expect(code).toMatch(/^\d\d$/)
      expect(latitude > -11 && latitude < 6 && longitude > 95 && longitude < 141).toBe(true)
    }
  })

  it.each([
    ['51', 'Bali'],
    ['91', 'Papua'],
    ['92', 'Papua Barat'],
  ])('%s is %s, by the ministry of home affairs and not by the statistics office', (code, name) => {
    expect(provinceOf(code)?.name).toBe(name)
  })

  it('do not know a code that is none yet', () => expect(provinceOf('99')).toBeUndefined())
})
