import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BerReader, Malformed, tags } from './ber.ts'

const reader = (hex: string): BerReader => new BerReader(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

describe('integers', () => {
  it.each([
    ['02 01 00', 0],
    ['02 01 ff', -1],
    ['02 04 7fffffff', 2 ** 31 - 1],
    ['02 04 80000000', -(2 ** 31)],
    ['02 02 0001', 1],
    ['02 05 007fffffff', 2 ** 31 - 1],
    ['02 81 01 05', 5],
    ['02 84 00000001 05', 5],
  ])('%s is %d', (hex, value) => {
    expect(reader(hex).readInteger()).toBe(value)
  })

  it.each(['02 00', '02 05 0080000000', '02 06 000000000001', '02 02 01', '02', '04 01 00'])(
    '%s is refused',
    (hex) => {
      expect(() => reader(hex).readInteger()).toThrow(Malformed)
    },
  )
})

describe('counters', () => {
  it.each([
    ['41 01 7f', 127],
    ['41 04 ffffffff', 2 ** 32 - 1],
    ['41 05 00ffffffff', 2 ** 32 - 1],
  ])('%s is %d', (hex, value) => {
    expect(reader(hex).readUnsigned32(tags.counter32)).toBe(value)
  })

  it.each(['41 00', '41 01 80', '41 05 0100000000'])('a Counter32 of %s is refused', (hex) => {
    expect(() => reader(hex).readUnsigned32(tags.counter32)).toThrow(Malformed)
  })

  it.each(['46 01 00', '46 08 ffffffffffffffff', '46 09 00ffffffffffffffff'])(
    'a Counter64 of %s is taken',
    (hex) => {
      const read = reader(hex)
      read.checkUnsigned64(tags.counter64)
      expect(read.atEnd).toBe(true)
    },
  )

  it.each(['46 00', '46 01 ff', '46 09 01ffffffffffffffff', `46 10 ${'00'.repeat(16)}`])(
    'a Counter64 of %s is refused',
    (hex) => {
      expect(() => reader(hex).checkUnsigned64(tags.counter64)).toThrow(Malformed)
    },
  )
})

describe('object identifiers', () => {
  it.each([
    ['06 08 2b06010201010300', '1.3.6.1.2.1.1.3.0'],
    ['06 01 00', '0.0'],
    ['06 03 883703', '2.999.3'],
    ['06 06 2b 8fffffff7f', '1.3.4294967295'],
  ])('%s is %s', (hex, oid) => {
    expect(reader(hex).readOid()).toBe(oid)
  })

  it.each(['06 00', '06 02 2b86', '06 03 2b8001', '06 06 2b9080808000', `06 81 82 2b ${'01'.repeat(129)}`])(
    '%s is refused',
    (hex) => {
      expect(() => reader(hex).readOid()).toThrow(Malformed)
    },
  )
})

describe('structure', () => {
  it.each(['30 80 0000', '30 85 0000000001 00', '30 02 00', '30 84 ffffffff 00', '31 00'])(
    '%s is refused as a sequence',
    (hex) => {
      expect(() => reader(hex).enter(tags.sequence)).toThrow(Malformed)
    },
  )

  it('does not let an inner element reach beyond the outer one', () => {
    const inner = reader('30 03 04 02 41 42').enter(tags.sequence)
    expect(() => inner.readBytes(tags.octetString)).toThrow(Malformed)
  })

  it('refuses what follows where nothing may', () => {
    expect(() => reader('0500').finish()).toThrow(Malformed)
  })

  it('answers any bytes with a value or a Malformed, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const read = new BerReader(Buffer.from(bytes))
        try {
          while (!read.atEnd) {
            if (read.peek() === tags.oid) read.readOid()
            else if (read.peek() === tags.integer) read.readInteger()
            else read.readBytes(read.peek())
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed)
        }
      }),
    )
  })
})
