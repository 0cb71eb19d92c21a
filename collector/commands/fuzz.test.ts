import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { runCli } from './cli.test-kit.ts'

it('fuzz sends as many packets as it is told, and says that nothing went wrong', async () => {
  const { code, out, err } = await runCli(['fuzz', '500', '--seed', '7'])
  expect(out).toMatch(/^packets +[5-9]\d\d|1\d{3} \(v1 \d+, v2c \d+, open \d+, secret \d+\)/)
  expect(out).toMatch(/exceptions +0\nunsettled +0\naccepted wrongly +0\n$/)
  expect(err).toMatch(/^seed 7\n/)
  expect(code).toBe(0)
})

it('fuzz that is interrupted ends with the figures that there are', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), 'fuzz', '1000000000'])
  child.stderr.once('data', () => child.kill('SIGINT'))
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  expect(out).toMatch(/^packets +\d+ /)
  expect(code).toBe(0)
})

it.each([['many'], ['0'], ['1', '2'], ['1', '--seed', '-1']])(
  'fuzz %s %s %s is not understood',
  async (...words) => {
    expect(await runCli(['fuzz', ...words.filter((word) => word !== undefined)])).toMatchObject({
      code: 2,
      out: '',
    })
  },
)
