import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPhone } from './masked-phone.ts'

const cases: [phone: string, masked: string][] = [
  ['+62 811 234 5678', '+62 ••• ••• 5678'],
  ['+62811-2345-678', '+62•••-•••5-678'],
  ['+628112345678', '+62••••••5678'],
  ['0361-123456', '••••-••3456'],
  ['0361-1', '•••1-1'],
  ['1500', '••00'],
  ['+1 202 555 0147', '+1 ••• ••• 0147'],
  ['+670 7712 3456', '+670 •••• 3456'],
  ['+62', '+62'],
  ['+6', '+•'],
  ['7', '•'],
  ['', ''],
  ['٠٨١١٢٣٤٥٦٧', '••••••٤٥٦٧'],
  ['(021) 555-0147 ext. 12', '(•••) •••-••47 ext. 12'],
]

describe('a masked phone number', () => {
  it.each(cases)('of %j is %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  it('hides at least half of its digits beyond the country, and all but four', () => {
    const signs = fc.constantFrom(...'0123456789 -+()'.split(''))
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 20 }), (phone) => {
        const masked = maskPhone(phone)
        expect(masked).toHaveLength(phone.length)
        const country = /^\+\s*\d{1,3}/.exec(masked)?.[0] ?? ''
        const shown = masked.slice(country.length).replace(/[^0-9]/g, '').length
        const hidden = masked.split('•').length - 1
        expect(shown).toBeLessThanOrEqual(Math.min(4, hidden))
      }),
    )
  })
})
