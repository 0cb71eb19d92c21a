import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { runCli } from './cli.test-kit.ts'

function folderWith(devices: string): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'devices.yaml')
  writeFileSync(file, devices)
  return { folder, file }
}

const office = `satker:
  - code: "900001"
    name: Contoh
    type: pusat
    province: "31"
    routers: [{ id: satu, address: 127.0.0.1 }]
    links: [{ id: utama, router: satu }]
`

/** An address for documentation (RFC 5737), which no machine has. */
const elsewhere = '203.0.113.1:8443'

it('doctor says what was found, and what is to be done', async () => {
  const { folder, file } = folderWith(office)
  const { code, out, err } = await runCli([
    'doctor',
    '--devices',
    file,
    '--data',
    folder,
    '--listen',
    elsewhere,
  ])
  expect(out).toContain('1 satker, 1 router, 1 link; a sweep every 10 s, a visit every 60 s')
  expect(out).toMatch(/^ok {4}Node\.js: \d/m)
  expect(out).toMatch(/^TODO {2}address of the page: 203\.0\.113\.1:8443 cannot be opened .*\n {6}→ /m)
  expect(err).toMatch(/^\d+ things? to do for this fleet\n$/)
  expect(code).toBe(1)
})

it('doctor answers in JSON where it is asked to', async () => {
  const { folder, file } = folderWith(office)
  const { out } = await runCli([
    'doctor',
    '--devices',
    file,
    '--data',
    folder,
    '--json',
    '--listen',
    elsewhere,
  ])
  expect(JSON.parse(out)).toContainEqual({
    what: 'address of the page',
    state: 'act',
    found: expect.any(String),
    cure: expect.any(String),
  })
})

it('doctor says what is wrong in devices.yaml before it looks at anything', async () => {
  const { file } = folderWith('satker: 12\n')
  expect(await runCli(['doctor', '--devices', file])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('devices.yaml:1'),
  })
})

it.each([['somewhere'], ['--listen', 'nowhere'], ['--trap-port', 'x'], ['--fleet', 'x']])(
  'doctor does not understand %s %s',
  async (...words) => {
    expect(await runCli(['doctor', ...words])).toMatchObject({ code: 2, out: '' })
  },
)
