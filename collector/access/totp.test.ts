import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base32 } from './base32.ts'
import { acceptedStep, hotp, newTotpSecret, otpauthUri } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const at = 1_795_330_000_000
const present = Math.floor(at / 30_000)
const code = (step: number) => hotp(secret, step)

describe('the codes of RFC 6238, appendix B', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %i s', (seconds, eight) => {
    expect(hotp(secret, Math.floor(seconds / 30), 8)).toBe(eight)
    expect(acceptedStep(secret, eight.slice(2), seconds * 1000, null)).toBe(Math.floor(seconds / 30))
  })
})

it.each([0, 1, 2, 9])('counts as RFC 4226, appendix D: %i', (counter) => {
  const codes = [
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]
  expect(hotp(secret, counter)).toBe(codes[counter])
})

const cases: [what: string, code: string, lastTaken: number | null, step: number | null][] = [
  ['of now', code(present), null, present],
  ['of the step before', code(present - 1), null, present - 1],
  ['of the step after', code(present + 1), null, present + 1],
  ['of two steps ago', code(present - 2), null, null],
  ['of two steps ahead', code(present + 2), null, null],
  ['taken already', code(present), present, null],
  ['older than one taken', code(present - 1), present, null],
  ['later than one taken', code(present), present - 1, present],
  ['with a space', ` ${code(present)}`, null, null],
  [
    'in other digits',
    code(present).replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
    null,
    null,
  ],
  ['that is empty', '', null, null],
  ['of eight digits', hotp(secret, present, 8), null, null],
]

describe('a code', () => {
  it.each(cases)('%s', (_, given, lastTaken, step) => {
    expect(acceptedStep(secret, given, at, lastTaken)).toBe(step)
  })
})

it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('writes %j in base 32 as RFC 4648, section 10', (text, written) =>
  expect(base32(Buffer.from(text))).toBe(written),
)

it('writes bytes in base 32 that can be read again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const bits = [...base32(bytes)].map((sign) =>
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
      )
      const read = bits.join('').match(/.{8}/g) ?? []
      expect(read.map((byte) => parseInt(byte, 2))).toEqual([...bytes])
    }),
  )
})

it('makes a secret of 160 bits, and an address for a QR code that names what it is for', () => {
  const made = newTotpSecret()
  expect(made).toHaveLength(20)
  const uri = new URL(otpauthUri(made, 'Kementerian: Agama', 'budi@kemenag'))
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/Kementerian%20%20Agama:budi%40kemenag\?/)
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret: base32(made),
    issuer: 'Kementerian  Agama',
  })
})
