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
