import { chmodSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepToOwner, makeForOwner } from './own-files.ts'
import { temporaryFolder } from './temporary-store.test-kit.ts'

const modeOf = (file: string) => statSync(file).mode & 0o7777

it('makes a file for its owner alone, and leaves what is in one that is there', () => {
  const file = join(temporaryFolder(), 'new')
  makeForOwner(file)
  expect(modeOf(file)).toBe(0o600)
  writeFileSync(file, 'kept')
  makeForOwner(file)
  expect(statSync(file).size).toBe(4)
})

it.each([
  [0o644, 0o600],
  [0o640, 0o600],
  [0o602, 0o600],
  [0o777, 0o700],
  [0o600, 0o600],
  [0o400, 0o400],
])('keeps a file of mode %o at %o', (before, after) => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  chmodSync(file, before)
  expect(keepToOwner([file])).toEqual([])
  expect(modeOf(file)).toBe(after)
})

it('names what others can read and it may not change, and nothing that is not there', () => {
  const missing = join(temporaryFolder(), 'missing')
  expect(keepToOwner([missing, '/proc/self/status'])).toEqual(['/proc/self/status'])
})
