import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalAddress,
  forwardedAddress,
  isLoopbackAddress,
  isOfOneMachine,
  lastEntry,
} from './client-address.ts'

describe('an address', () => {
  it.each([
    ['10.0.0.5', '10.0.0.5'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['2001:DB8::000A', '2001:db8::a'],
    ['::ffff:10.0.0.5', '10.0.0.5'],
    ['::FFFF:0a00:0005', '10.0.0.5'],
    ['0:0:0:0:0:ffff:7f00:1', '127.0.0.1'],
  ])('%s is known as %s', (text, address) => expect(canonicalAddress(text)).toBe(address))

  it.each([
    '',
    'localhost',
    '10.0.0',
    '127.1',
    '010.0.0.1',
    '0x7f.0.0.1',
    '10.0.0.0/8',
    'fe80::1%eth0',
    '[::1]',
  ])('%j is none', (text) => expect(canonicalAddress(text)).toBeNull())

  it('has one spelling, whichever it came in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const once = canonicalAddress(text) ?? 'none'
        expect(canonicalAddress(once)).toBe(once)
      }),
    )
  })

  it.each([
    ['127.0.0.1', true],
    ['127.8.0.1', true],
    ['::1', true],
    ['10.0.0.1', false],
    ['::2', false],
    ['localhost', false],
    ['', false],
  ])('%j is loopback: %s', (address, isLoopback) => expect(isLoopbackAddress(address)).toBe(isLoopback))

  it.each(['0.0.0.0', '0.1.2.3', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255', '::', 'ff02::1'])(
    '%s is of no one machine',
    (address) => expect(isOfOneMachine(address)).toBe(false),
  )
  it.each(['10.0.0.5', '127.0.0.1', '223.255.255.1', '::1', 'fd00::5'])('%s is of one machine', (address) =>
    expect(isOfOneMachine(address)).toBe(true),
  )
})

describe('what proxies wrote', () => {
  it.each([
    [undefined, ''],
    ['', ''],
    ['https', 'https'],
    ['10.0.0.1, 10.0.0.2', '10.0.0.2'],
    ['10.0.0.1,10.0.0.2 , ', ''],
    [['10.0.0.1', '10.0.0.2, 10.0.0.3'], '10.0.0.3'],
  ])('%j ends with %j', (header, entry) => expect(lastEntry(header)).toBe(entry))

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['2001:db8::9', '2001:db8::9'],
    ['[2001:db8::9]', '2001:db8::9'],
    ['[2001:db8::9]:4711', '2001:db8::9'],
    ['[::ffff:203.0.113.9]:1', '203.0.113.9'],
    ['unknown', null],
    ['_hidden', null],
    ['', null],
    ['203.0.113.9:4711:1', null],
    ['"203.0.113.9"', null],
    ['203.0.113.9 evil', null],
  ])('%j is of %s', (entry, address) => expect(forwardedAddress(entry)).toBe(address))
})
