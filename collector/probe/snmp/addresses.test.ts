import { expect, it } from 'vitest'
import { toAddress } from './addresses.ts'
import { tags } from './ber.ts'

const v6 = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]

it.each([
  ['IpAddress', tags.ipAddress, '203.0.113.1', '203.0.113.1'],
  ['IpAddress of nobody', tags.ipAddress, '0.0.0.0', null],
  ['IpAddress of nonsense', tags.ipAddress, '1.2.3', null],
  ['4 bytes', tags.octetString, Buffer.from([203, 0, 113, 255]), '203.0.113.255'],
  ['4 bytes of nobody', tags.octetString, Buffer.alloc(4), null],
  ['16 bytes', tags.octetString, Buffer.from(v6), '2001:db8::1'],
  ['16 bytes of nobody', tags.octetString, Buffer.alloc(16), null],
  ['no bytes', tags.octetString, Buffer.alloc(0), null],
  ['text', tags.octetString, Buffer.from('203.0.113.1'), null],
  ['a number', tags.integer, 1, null],
])('an address in %s', (_, type, value, expected) => {
  expect(toAddress({ oid: '1.3', type, value })).toBe(expected)
})

it('an address that is not there', () => {
  expect(toAddress(undefined)).toBeNull()
})
