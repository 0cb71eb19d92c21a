/** The files of a collector and its commands are their owner's alone, whatever the shell and the folder say. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'

const programOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

interface Line {
  event: string
  file?: string
}

/** As a shell that forbids nobody anything starts it. */
function start(program: string, words: string[]) {
  const argv = ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, programOf(program), ...words]
  const child = spawn('sh', argv, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** A folder that everybody may look into, as somebody else made it. */
function openFolder(): { data: string; devices: string } {
  const folder = temporaryFolder()
  const [data, devices] = [join(folder, 'data'), join(folder, 'devices.yaml')]
  mkdirSync(data)
  chmodSync(data, 0o777)
  writeFileSync(devices, 'organisation: Uji\n')
  return { data, devices }
}

/** Runs a collector until it listens, with what its log said, and what `then` found meanwhile. */
async function collected<T>(words: string[], then: () => T): Promise<{ lines: Line[]; found: T }> {
  const child = start('main.ts', [...words, '--listen', '127.0.0.1:0', '--trap-port', '0'])
  const ended = once(child, 'close')
  const lines: Line[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(JSON.parse(line) as Line)
    if (lines.at(-1)?.event === 'listening') break
  }
  const found = then()
  child.stdout.resume()
  child.kill('SIGTERM')
  await ended
  return { lines, found }
}

const modesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  )

const whole = {
  'collector.lock': '600',
  'satker-connected.db': '600',
  'satker-connected.db-shm': '600',
  'satker-connected.db-wal': '600',
  'secrets.key': '600',
}

test('a collector makes them so, and mends what is not', async () => {
  const { data, devices } = openFolder()
  const words = ['--devices', devices, '--data', data]
  const first = await collected(words, () => modesIn(data))
  expect(first.found).toEqual(whole)
  for (const name of readdirSync(data)) chmodSync(join(data, name), 0o644)
  const second = await collected(words, () => modesIn(data))
  expect(second.found).toEqual(whole)
  expect(second.lines.map(({ event }) => event)).not.toContain('readable-by-others')
}, 30_000)

test('a collector tells of a key that others can read and it may not change', async () => {
  const { data, devices } = openFolder()
  // Everybody may read how a process was started, and nobody may forbid it: here in the 32 bytes of a key.
  const sleeping = spawn('sleep', ['60'.padStart(25, '0')])
  onTestFinished(() => void sleeping.kill())
  await once(sleeping, 'spawn')
  const key = `/proc/${sleeping.pid}/cmdline`
  const { lines } = await collected(['--devices', devices, '--data', data, '--key', key], () => null)
  const told = lines.filter(({ event }) => event === 'readable-by-others')
  expect(told).toMatchObject([{ level: 'warn', file: key, cure: expect.stringContaining('chmod 600') }])
}, 30_000)

test('a command makes them so', async () => {
  const { data } = openFolder()
  const child = start('cli.ts', ['user', 'link', '--data', data])
  child.stdout.resume()
  expect(await once(child, 'close')).toEqual([0, null])
  expect(modesIn(data)).toEqual({ 'collector.lock': '600', 'satker-connected.db': '600' })
}, 30_000)
