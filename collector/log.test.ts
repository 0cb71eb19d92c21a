import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What a log of this level writes to standard output, which pino does past the test's own. */
function written(level: string): string[] {
  const script = `import { createLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))}
const log = createLog(); log.debug('small'); log.info('plain')`
  const env = { ...process.env, LOG_LEVEL: level }
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
  })
  return stdout.trim().split('\n')
}

test('LOG_LEVEL says how much is logged', () => {
  expect(written('debug')).toEqual([
    expect.stringContaining('"event":"small"'),
    expect.stringContaining('"event":"plain"'),
  ])
})

test.each(['verbose', '', 'INFO'])('a LOG_LEVEL of "%s" is told, and info taken for it', (level) => {
  expect(written(level)).toEqual([
    expect.stringContaining('LOG_LEVEL may be debug, info, warn or error'),
    expect.stringContaining('"event":"plain"'),
  ])
})
