import { expect, it } from 'vitest'
import { benches } from '../bench/bench.ts'
import { runCli } from './cli.test-kit.ts'

it('bench lists what there is to measure', async () => {
  const { code, out } = await runCli(['bench', '--list'])
  for (const { name, says } of benches) expect(out).toContain(`${name}\n  ${says}\n`)
  expect(code).toBe(0)
})

it('bench gives its figures as a table, and as JSON', async () => {
  const [table, json] = await Promise.all([runCli(['bench', 'gate']), runCli(['bench', 'gate', '--json'])])
  expect(table).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^gate {2}.* µs +(within|BEYOND) ≤ 2 µs\n/),
  })
  const { machine, figures } = JSON.parse(json.out)
  expect(machine).toContain(`Node.js ${process.version}`)
  expect(figures).toContainEqual({
    bench: 'gate',
    what: expect.any(String),
    value: expect.any(Number),
    unit: 'µs',
    goal: 2,
  })
})

it('bench names what there is where it is asked for something else', async () => {
  expect(await runCli(['bench', 'gates'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('there are national, visits'),
  })
})
