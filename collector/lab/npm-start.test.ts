/** What `npm start` leaves behind when it is told to end. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../db/temporary-store.test-kit.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

test('a collector whose shell was ended by npm ends too, with everything committed', async () => {
  const folder = temporaryFolder()
  const devices = join(folder, 'devices.yaml')
  writeFileSync(devices, 'organisation: Uji\n')
  // As npm does it: a shell that waits for the program, and gets the signal in its place.
  const ports = '--listen 127.0.0.1:0 --trap-port 0'
  const command = `"${process.execPath}" "${main}" --devices "${devices}" --data "${folder}/data" ${ports}; true`
  const shell = spawn('/bin/sh', ['-c', command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  })
  const events: string[] = []
  // The pipe ends when the last that holds it does: the collector, not the shell.
  for await (const line of createInterface({ input: shell.stdout })) {
    const { event } = JSON.parse(line) as { event: string }
    events.push(event)
    if (event === 'listening') shell.kill('SIGTERM')
  }
  expect(events).toContain('stopping')
  expect(events.at(-1)).toBe('stopped')
})
