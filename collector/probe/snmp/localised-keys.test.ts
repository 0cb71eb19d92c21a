import { expect, test } from 'vitest'
import { localisedKey, localisedPrivacyKey } from './localised-keys.ts'

const engineId = Buffer.from('000000000000000000000002', 'hex')

test.each([
  ['MD5', '526f5eed9fcce26f8964c2930787d82b'],
  ['SHA', '6695febc9288e36282235fc7151f128497b38f3f'],
] as const)('a passphrase becomes the key that RFC 3414 A.3 gives for %s', (protocol, key) => {
  expect(localisedKey(protocol, 'maplesyrup', engineId).toString('hex')).toBe(key)
})

test('AES-128 takes the first sixteen bytes of it', () => {
  const key = localisedPrivacyKey({ auth: 'SHA', priv: 'AES-128' }, 'maplesyrup', engineId)
  expect(key.toString('hex')).toBe('6695febc9288e36282235fc7151f1284')
})

test('the two ways to make a key of 32 bytes differ in what they add, and in nothing before it', () => {
  const added = localisedPrivacyKey({ auth: 'SHA', priv: 'AES-256' }, 'maplesyrup', engineId)
  const chained = localisedPrivacyKey({ auth: 'SHA', priv: 'AES-256-C' }, 'maplesyrup', engineId)
  expect([added.length, chained.length]).toEqual([32, 32])
  expect(added.subarray(0, 20)).toEqual(chained.subarray(0, 20))
  expect(added.equals(chained)).toBe(false)
  // draft-reeder-snmpv3-usm-3desede-00, appendix B: SHA and the password "maplesyrup".
  expect(chained.toString('hex')).toBe('6695febc9288e36282235fc7151f128497b38f3f9b8b6d78936ba6e7d19dfd9c')
})
