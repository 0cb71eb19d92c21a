import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What a log of this level writes to standard output, which pino does past the test's own. */
function written(level: string, what = "log.debug('small'); log.info('plain')"): string[] {
  const script = `import { createLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))}
const log = createLog(); ${what}`
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

test('what comes from outside stays in its line, and moves no cursor', () => {
  const forged = 'budi\r\n{"event":"sign-in"}\u001b[2J\u009b\u0085\u2028\u202e\u007f'
  const [line = '', ...more] = written(
    'info',
    `log.warn('sign-in', ${JSON.stringify({ name: forged, [forged]: 1 })})`,
  )
  expect(more).toEqual([])
  expect(line).toMatch(/^[\x20-\x7e]+$/)
  expect(JSON.parse(line)).toMatchObject({ level: 'warn', event: 'sign-in', name: forged, [forged]: 1 })
})
