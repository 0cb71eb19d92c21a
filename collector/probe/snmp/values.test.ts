import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleText } from '../../domain/visible-text.ts'
import { tags } from './ber.ts'
import { speedOf } from './speed.ts'
import { toCounter64, toOperStatus, toText, toUnsigned32 } from './values.ts'

const varbind = (type: number, value: unknown) => ({ oid: '1.3', type, value })

describe('a Counter64', () => {
  it.each([
    ['00', 0n],
    ['ff', 255n],
    ['ffffffffffffffff', 2n ** 64n - 1n],
    ['00ffffffffffffffff', 2n ** 64n - 1n],
    ['', null],
    ['01ffffffffffffffff', null],
    ['00'.repeat(16), null],
  ])('of the bytes %s is %s', (hex, octets) => {
    expect(toCounter64(varbind(tags.counter64, Buffer.from(hex, 'hex')))).toBe(octets)
  })

  it('is not taken from another type', () => {
    expect(toCounter64(varbind(tags.octetString, Buffer.from([1])))).toBeNull()
    expect(toCounter64(varbind(tags.noSuchInstance, null))).toBeNull()
    expect(toCounter64(undefined)).toBeNull()
  })
})

describe('a 32-bit number', () => {
  it.each([
    [tags.counter32, 2 ** 32 - 1, 2 ** 32 - 1],
    [tags.integer, -1, null],
    [tags.gauge32, 2 ** 32, null],
    [tags.octetString, 5, null],
    [tags.noSuchObject, null, null],
  ])('of type %d and value %s is %s', (type, value, number) => {
    expect(toUnsigned32(varbind(type, value))).toBe(number)
  })

  it('beyond the known ones is no operational status', () => {
    expect([1, 2, 7, 0, 8].map((number) => toOperStatus(varbind(tags.integer, number)))).toEqual([
      'up',
      'down',
      'lowerLayerDown',
      null,
      null,
    ])
  })
})

describe('a text', () => {
  const textOf = (bytes: string | number[]) => toText(varbind(tags.octetString, Buffer.from(bytes as string)))

  it.each([
    ['padding of zeros', '\u0000eth0\u0000\u0000', 'eth0'],
    ['padding of spaces and ends of lines', '  eth0 \r\n', 'eth0'],
    ['lines', 'Sistem\r\nVersi 1\tbaru', 'Sistem Versi 1 baru'],
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a letter that turns the others round', 'a\u202eb', 'a\\u202eb'],
    ['a picture of several signs', '\u26a0\ufe0f utama', '\u26a0\ufe0f utama'],
    ['a zero inside', 'wan\u00000', 'wan\\u00000'],
    ['bytes that are no UTF-8', [0xff, 0x41, 0xc3], '\ufffdA\ufffd'],
    ['half a surrogate', [0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    ['markup, which is text', '<img src=x>', '<img src=x>'],
    ['nothing', '', ''],
  ])('with %s', (_what, bytes, text) => {
    expect(textOf(bytes as string)).toBe(text)
  })

  it('has at most 255 characters, and no half of one', () => {
    expect([...textOf('🛰'.repeat(400))!]).toHaveLength(255)
    expect(textOf('\u0001'.repeat(400))).toBe('\\u0001'.repeat(42))
  })

  it('is one visible line of at most 255 valid characters, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        const text = toText(varbind(tags.octetString, Buffer.from(bytes)))!
        expect([...text].length).toBeLessThanOrEqual(255)
        expect(text.isWellFormed()).toBe(true)
        expect(visibleText(text)).toBe(text)
        expect(text.startsWith(' ')).toBe(false)
      }),
    )
  })
})

describe('the speed of an interface', () => {
  it.each([
    ['a slow line in bits, since megabits are too coarse', 512_000, 1, 512_000],
    ['a line of 100 Mb/s', 100_000_000, 100, 100_000_000],
    ['a saturated ifSpeed', 2 ** 32 - 1, 10_000, 10_000_000_000],
    ['a saturated ifSpeed without ifHighSpeed', 2 ** 32 - 1, null, null],
    ['megabits in both', 1_000, 1_000, 1_000_000_000],
    ['only ifHighSpeed', null, 100, 100_000_000],
    ['a zero ifSpeed', 0, 100, 100_000_000],
    ['zero in both', 0, 0, null],
    ['nothing', null, null, null],
  ])('is right for %s', (_what, ifSpeed, ifHighSpeed, bitsPerSecond) => {
    expect(speedOf(ifSpeed, ifHighSpeed)).toBe(bitsPerSecond)
  })
})
