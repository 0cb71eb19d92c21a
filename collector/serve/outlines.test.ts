import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { readOutlines } from './outlines.ts'

test('outlines that are not configured, or not there yet, are none; those there are, are read', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'provinsi.geojson')
  expect(await readOutlines(null)).toBeNull()
  expect(await readOutlines(file)).toBeNull()
  writeFileSync(file, '{}')
  expect(await readOutlines(file)).toBe('{}')
  await expect(readOutlines(folder)).rejects.toThrow('EISDIR')
})
