import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

const ui = join(import.meta.dirname, '..')
const most = 120_000

it('the page begins with no more than 120 kB of script, and fetches the rest when it is gone to', async () => {
  await promisify(execFile)(process.execPath, [join(ui, 'build.ts'), '--if-changed'])
  const index = await readFile(join(ui, 'dist/index.html'), 'utf8')
  const scripts = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!)
  expect(scripts.length).toBeGreaterThan(0)
  const texts = await Promise.all(scripts.map((path) => readFile(join(ui, 'dist', path))))
  const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
  expect(bytes).toBeLessThan(most)
  // Built here by a test, and yet as it is built to be used.
  expect(texts.some((text) => text.includes('Maximum update depth exceeded'))).toBe(false)
  // What is drawn only for the second factor is in none of them.
  expect(texts.some((text) => text.includes('otpauth') || text.includes('shape-rendering'))).toBe(false)
})
