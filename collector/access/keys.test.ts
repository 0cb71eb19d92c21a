import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { openKeys } from './keys.ts'

const secret = Buffer.from('12345678901234567890')
const keyFile = (folder = temporaryFolder()) => join(folder, 'secrets.key')

it('makes the key at first, for its owner alone, and finds it again', () => {
  const file = keyFile()
  const first = openKeys(file)
  const stat = statSync(file)
  expect([first.isNew, stat.size, stat.mode & 0o777]).toEqual([true, 32, 0o600])
  expect(readdirSync(dirname(file))).toEqual(['secrets.key'])
  const second = openKeys(file)
  expect(second.isNew).toBe(false)
  expect(second.unseal(first.seal(secret, 'a'), 'a')).toEqual(secret)
  expect(second.fingerprint('public')).toBe(first.fingerprint('public'))
})

it('opens what it sealed for that owner alone, and nothing that was changed', () => {
  const keys = openKeys(keyFile())
  const sealed = keys.seal(secret, 'id-of-budi')
  expect(keys.seal(secret, 'id-of-budi')).not.toBe(sealed)
  expect(Buffer.from(sealed.slice(3), 'base64url').includes(secret)).toBe(false)
  expect(keys.unseal(sealed, 'id-of-siti')).toBeNull()
  expect(openKeys(keyFile()).unseal(sealed, 'id-of-budi')).toBeNull()
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (let place = 0; place < bytes.length; place++) {
    const changed = Buffer.from(bytes)
    changed[place]! ^= 1
    expect(keys.unseal(`v1.${changed.toString('base64url')}`, 'id-of-budi')).toBeNull()
  }
  for (const wrong of ['', 'v1.', sealed.slice(3), sealed.slice(0, 20)])
    expect(keys.unseal(wrong, 'id-of-budi')).toBeNull()
})

it('tells secrets apart by twelve digits that need the key', () => {
  const keys = openKeys(keyFile())
  expect(keys.fingerprint('public')).toMatch(/^[0-9a-f]{12}$/)
  expect(keys.fingerprint('private')).not.toBe(keys.fingerprint('public'))
  expect(openKeys(keyFile()).fingerprint('public')).not.toBe(keys.fingerprint('public'))
})

it('says what is wrong with a file of another size, and does not write over it', () => {
  const file = keyFile()
  writeFileSync(file, 'half a key')
  expect(() => openKeys(file)).toThrow(`The key file ${file} has 10 bytes; it must have the 32`)
  expect(statSync(file).size).toBe(10)
})

it('says what is wrong where it can neither be read nor made', () => {
  expect(() => openKeys('/proc/none/secrets.key')).toThrow(
    'The key file /proc/none/secrets.key cannot be made: ',
  )
  const folder = temporaryFolder()
  expect(() => openKeys(folder)).toThrow(`The key file ${folder} cannot be read: `)
})
