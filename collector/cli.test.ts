import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const cli = join(import.meta.dirname, 'cli.ts')

/** Runs the command line as a shell would, in a folder with these files. */
function run(
  words: string[],
  files: Record<string, string> = {},
): Promise<{ code: unknown; out: string; err: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'satker-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return new Promise((settle) => {
    execFile(process.execPath, [cli, ...words], { cwd: folder }, (error, out, err) =>
      settle({ code: error ? error.code : 0, out, err }),
    )
  })
}

const office =
  '{ code: "900001", name: A, type: kua, province: "31", routers: [{ id: r, address: 10.0.0.1 }] }'

test('check says what a good file holds', async () => {
  const files = { 'devices.yaml': `satker: [${office}]`, 'lain.yaml': 'satker: []' }
  expect(await run(['check'], files)).toEqual({
    code: 0,
    out: 'devices.yaml: 1 satker, 1 router, 0 links, 0 problems\n',
    err: '',
  })
  expect(await run(['check', 'lain.yaml', 'devices.yaml'], files)).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^lain\.yaml: 0 satker, 0 routers, 0 links, 0 problems\ndevices\.yaml: 1 satker/,
    ),
  })
})

test('check lists the problems of a bad file, one a line, and counts them beside', async () => {
  expect(await run(['check', 'a.yaml'], { 'a.yaml': 'reach: ping\nsynthetic: yes\n' })).toEqual({
    code: 1,
    out: `a.yaml:1:8 reach: ping is not known; write one of: icmp, snmp, both
a.yaml:2:12 synthetic: yes is neither true nor false; write one of them
`,
    err: '2 problems\n',
  })
  expect(await run(['check'])).toEqual({
    code: 1,
    out: 'devices.yaml:1:1 is not there; create it, or give the right path\n',
    err: '1 problem\n',
  })
})

test('fleet prints a configuration that check finds right', async () => {
  const { code, out, err } = await run(['fleet', '--satker', '50', '--planned', '3', '--seed', '7'])
  expect([code, err]).toEqual([0, ''])
  expect(await run(['check'], { 'devices.yaml': out })).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^devices\.yaml: 50 satker, 47 routers, \d+ links, 0 problems\n$/),
  })
})

test('fleet refuses a size, port or number that it cannot make, and says what would be right', async () => {
  const misuse = [
    [['--satker', '3'], '--satker 3: write a number from 4 to 20000'],
    [['--satker', '1e3'], '--satker 1e3: write a number from 4 to 20000'],
    [['--port', '65536'], '--port 65536: write a number from 1 to 65535'],
    [['--seed', '-1'], "'--seed"],
    [['--satker', '10', '--planned', '6'], '--planned 6: write a number from 0 to 5, half of the fleet'],
    [['550'], 'fleet takes no "550"; write its size as --satker N'],
  ] as const
  for (const [words, why] of misuse) {
    const { code, out, err } = await run(['fleet', ...words])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(why)
  }
})

test('history fills an empty folder, once, and only for what is synthetic', async () => {
  const { out: fleet } = await run(['fleet', '--satker', '6'])
  const folder = mkdtempSync(join(tmpdir(), 'satker-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const words = ['history', '--data', folder, '--days', '1']
  const files = { 'devices.yaml': fleet }
  expect(await run(words, files)).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('readings'),
  })
  expect(await run(words, files)).toMatchObject({
    code: 1,
    err: expect.stringContaining('has a history already'),
  })
  const real = { 'devices.yaml': fleet.replace('synthetic: true', 'synthetic: false') }
  expect(await run(words, real)).toMatchObject({ code: 1, err: expect.stringContaining('synthetic: true') })
  expect(await run([...words, '--days', '0'], files)).toMatchObject({ code: 2, out: '' })
})

test('help is an answer, wrong usage is a fault', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('check [FILE…]') })
  for (const words of [[], ['chek'], ['check', '--quietly'], ['constructor']]) {
    const { code, out, err } = await run(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('Usage: ')
    expect(err).not.toContain('    at ')
  }
})

test('npm run check takes a path from where it was called, not from the folder of its package', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'satker-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'sendiri.yaml'), 'reach: ping')
  const root = join(import.meta.dirname, '..')
  const env = { ...process.env, INIT_CWD: folder, npm_package_json: join(root, 'package.json') }
  const said = await new Promise((settle) => {
    execFile(process.execPath, [cli, 'check', 'sendiri.yaml'], { cwd: root, env }, (_, out) => settle(out))
  })
  expect(said).toBe('sendiri.yaml:1:8 reach: ping is not known; write one of: icmp, snmp, both\n')
})
