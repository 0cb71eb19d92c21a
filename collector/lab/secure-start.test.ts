/** The collector as an operator starts it for others than this machine: rightly over TLS, and wrongly. */
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'
import { certificateFiles, makeCertificate } from '../serve/certificate.test-kit.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

interface Line {
  event: string
  why?: string
  url?: string
}

interface Started {
  data: string
  /** All that its log said. */
  lines: Line[]
  listening: Promise<string>
  ended: Promise<number | null>
  end(): void
}

/** Starts it with nothing to watch. */
function start(argv: string[]): Started {
  const folder = temporaryFolder()
  const devices = join(folder, 'devices.yaml')
  const data = join(folder, 'data')
  writeFileSync(devices, 'organisation: Uji\n')
  const always = [main, '--devices', devices, '--data', data, '--trap-port', 'off']
  const child = spawn(process.execPath, [...always, ...argv], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Line[] = []
  const listening = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Line
    lines.push(said)
    if (said.event === 'listening') listening.resolve(said.url ?? '')
  })
  return {
    data,
    lines,
    listening: listening.promise,
    ended: new Promise((resolve) => child.once('close', resolve)),
    end: () => void child.kill('SIGTERM'),
  }
}

const elsewhere = ['--listen', '0.0.0.0:0']

test.each<[what: string, argv: () => string[], why: string]>([
  [
    'in clear',
    () => elsewhere,
    'Cannot listen on 0.0.0.0: beyond this machine passwords would cross the network',
  ],
  [
    'with a certificate that is not there',
    () => [...elsewhere, '--tls-cert', '/nowhere/cert.pem', '--tls-key', '/nowhere/key.pem'],
    '--tls-cert /nowhere/cert.pem is not there.',
  ],
  [
    'with the key of another certificate',
    () => {
      const { cert, key } = certificateFiles()
      writeFileSync(key, makeCertificate().key)
      return [...elsewhere, '--tls-cert', cert, '--tls-key', key]
    },
    'does not belong to the first certificate in',
  ],
])('a start for others %s is refused before anything is written', async (_what, argv, why) => {
  const { data, lines, ended } = start(argv())
  expect(await ended).toBe(1)
  expect(lines).toEqual([
    expect.objectContaining({ event: 'cannot-start', why: expect.stringContaining(why) }),
  ])
  expect(existsSync(data)).toBe(false)
})

test('a start over TLS serves the page on every address, and ends when it is told to', async () => {
  const { cert, key } = certificateFiles()
  const { listening, ended, end } = start([...elsewhere, '--tls-cert', cert, '--tls-key', key])
  const url = await listening
  expect(url).toMatch(/^https:/)
  expect(await statusOf(url)).toBe(200)
  end()
  expect(await ended).toBe(0)
})

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', path: '/api/health', rejectUnauthorized: false, agent: false }
    request(url, options, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}
