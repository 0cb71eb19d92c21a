import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BerReader } from './ber-reader.ts'
import { encode, encodeInteger, encodeObjectId, tags } from './ber-writer.ts'
import { decodeRequest } from './request.ts'
import { encodeQuestion } from './sample-manager.test-kit.ts'

const subId = fc.integer({ min: 0, max: 0xffffffff })
const oids = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(subId, { maxLength: 20 }))
  .map(([first, second, rest]) => [first, second, ...rest])

test('every 32-bit integer is read as it was written', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(new BerReader(encodeInteger(tags.integer, value)).integer(tags.integer)).toBe(value)
    }),
  )
})

test.each([
  [0n, '00'],
  [127n, '7f'],
  [128n, '0080'],
  [-129n, 'ff7f'],
  [0xffffffffn, '00ffffffff'],
  [2n ** 64n - 1n, '00ffffffffffffffff'],
])('%s is written in the fewest octets that keep its sign', (value, hex) => {
  expect(encodeInteger(tags.counter64, value).subarray(2).toString('hex')).toBe(hex)
})

test('every object identifier is read as it was written', () => {
  fc.assert(
    fc.property(oids, (oid) => {
      expect(new BerReader(encodeObjectId(oid)).objectId(tags.objectId)).toEqual(oid)
    }),
  )
})

test.each([[0], [127], [128], [255], [256], [65_535]])(
  'a length of %i octets is read as it was written',
  (length) => {
    const contents = Buffer.alloc(length, 7)
    expect(new BerReader(encode(tags.octetString, contents)).contents(tags.octetString)).toEqual(contents)
  },
)

test('a request is read whole, and no part of it is a request', () => {
  const datagram = encodeQuestion({ port: 0, community: 'rahasia', oids: [[1, 3, 6, 1, 2, 1, 1, 3, 0]] })
  expect(decodeRequest(datagram)).toMatchObject({ version: '2c', kind: 'get', requestId: 77 })
  for (let length = 0; length < datagram.length; length++) {
    expect(decodeRequest(datagram.subarray(0, length))).toBeNull()
  }
  expect(decodeRequest(Buffer.concat([datagram, Buffer.from([0])]))).toBeNull()
})

test('no datagram makes the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (datagram) => {
      expect(() => decodeRequest(datagram)).not.toThrow()
    }),
    { numRuns: 2000 },
  )
})
