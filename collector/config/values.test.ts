import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLoopback, isOneMachine, parseAddress, wrappedIpv4 } from './address.ts'
import { formatDuration, parseDuration } from './duration.ts'
import { editDistance, nearest } from './nearest.ts'
import { parsePercent, parseRate } from './rate.ts'

test.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
  ['1.5h', 5_400_000],
  ['14d', 1_209_600_000],
  ['13mo', 34_190_208_000],
  ['5y', 157_788_000_000],
  ['0s', 0],
  ['10', null],
  ['-1s', null],
  ['1 week', null],
  ['1e3s', null],
  ['10s ', null],
  ['١٠s', null],
  ['', null],
])('the duration %j is %j ms', (text, durationMs) => {
  expect(parseDuration(text)).toBe(durationMs)
})

test('a duration that is said can be read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (durationMs) => {
      expect(parseDuration(formatDuration(durationMs))).toBe(durationMs)
    }),
  )
})

test.each([
  ['512 kbps', 512_000],
  ['20Mbps', 20_000_000],
  ['1 Gbps', 1_000_000_000],
  ['2.5 Mbps', 2_500_000],
  ['9600 bps', 9600],
  ['20 MBps', null],
  ['20 mbps', null],
  ['20', null],
  ['1,5 Mbps', null],
])('the rate %j is %j bits per second', (text, bitsPerSecond) => {
  expect(parseRate(text)).toBe(bitsPerSecond)
})

test.each([
  ['5%', 0.05],
  ['99.5%', 0.995],
  ['99.9 %', 0.999],
  ['100%', 1],
  ['0.5', null],
  ['-5%', null],
])('the percentage %j is %j', (text, ratio) => {
  expect(parsePercent(text)).toBe(ratio)
})

describe('an address', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s is kept as %s', (text, literal) => {
    expect(parseAddress(text)).toBe(literal)
  })

  test.each([
    '',
    '10.1.1',
    '127.1',
    '0x7f.1',
    '010.0.0.1',
    '1.1.1.1/24',
    ' 1.1.1.1',
    '1.1.1.1\n-f',
    '-f',
    '--help',
    '$(id)',
    ';id',
    'fe80::1%eth0',
    '١.1.1.1',
    '１.1.1.1',
    'router.example.go.id',
    '2130706433',
    '::ffff:1.2.3',
    '1'.repeat(300),
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull()
  })

  test.each(['0.0.0.0', '255.255.255.255', '224.0.0.1', '239.1.2.3', '::', 'ff02::1'])(
    '%s is no one machine',
    (literal) => {
      expect(isOneMachine(literal)).toBe(false)
    },
  )

  test.each([
    ['::ffff:127.0.6.1', '127.0.6.1'],
    ['0:0:0:0:0:FFFF:7f00:601', '127.0.6.1'],
    ['::1', null],
    ['::fffe:127.0.6.1', null],
    ['64:ff9b::7f00:601', null],
    ['127.0.6.1', null],
  ])('%s wraps %s', (text, wrapped) => {
    expect(wrappedIpv4(parseAddress(text) ?? '')).toBe(wrapped)
  })

  test('loopback is 127.0.0.0/8 and ::1', () => {
    expect(['127.0.0.1', '127.255.0.9', '::1', '126.0.0.1', '::2'].map(isLoopback)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

test.each([
  ['adress', 'address'],
  ['organization', 'organisation'],
  ['Timezone', 'timezone'],
  ['zzz', null],
  ['x', null],
])('%s most likely meant %s', (word, meant) => {
  expect(nearest(word, ['id', 'address', 'organisation', 'timezone'])).toBe(meant)
})

test('the distance of two words is the same both ways, and none only for the same word', () => {
  const word = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b) === 0).toBe(a === b)
    }),
  )
})

test('no text of a hundred thousand characters keeps a reader busy', () => {
  const hostile = ['1', '1.', ' ', '-', '%', 'm', '0', '1 ', ':'].map((piece) =>
    piece.repeat(100_000 / piece.length),
  )
  for (const text of hostile) {
    expect([parseDuration(text), parseRate(text), parsePercent(text), parseAddress(text)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  }
})
