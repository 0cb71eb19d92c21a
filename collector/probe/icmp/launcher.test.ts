import { chmodSync, closeSync, mkdtempSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Launcher } from './launcher.ts'
import { openScratch, readScratch } from './scratch.ts'

let folder: string
let launcher: Launcher
let open: number[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'))
  launcher = Launcher.available(join(folder, 'program'))!
  open = []
})
afterEach(() => {
  launcher.close()
  open.forEach((descriptor) => closeSync(descriptor))
  rmSync(folder, { recursive: true, force: true })
})

function program(text: string): string {
  const file = join(folder, 'program')
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
  return file
}

function scratch(text = ''): number {
  const descriptor = openScratch()!
  open.push(descriptor)
  writeSync(descriptor, text)
  return descriptor
}

describe('a program that is started by a shell', () => {
  it('reads what it is given, is heard where it was told to, and ends with its own code', async () => {
    const [read, write] = [scratch('satu\ndua\n'), scratch()]
    const running = launcher.start(program('cat >&2; echo "$# $1" >&2; exit 3'), ['-C', '*'], { read, write })
    expect(await running.ended).toBe(3)
    expect(readScratch(write)).toBe('satu\ndua\n2 -C\n')
  })

  it('does not wait for one that was started before it', async () => {
    const slow = launcher.start(program('read x; exec sleep 60'), [], {
      read: scratch('\n'),
      write: scratch(),
    })
    const quick = launcher.start('/bin/true', [], { read: scratch(), write: scratch() })
    expect(await quick.ended).toBe(0)
    slow.kill()
    expect(await slow.ended).toBeNull()
  })

  it('can be killed before it is known to have started', async () => {
    const running = launcher.start('/bin/sleep', ['60'], { read: scratch(), write: scratch() })
    running.kill()
    expect(await running.ended).toBeNull()
  })

  it.each([
    ['is not there', () => join(folder, 'missing')],
    ['is no program', () => folder],
  ])('was not started where it %s', async (_, path) => {
    const running = launcher.start(path(), [], { read: scratch(), write: scratch() })
    expect(await running.ended).toBe('not-started')
  })

  it('is given up with its shell, and the next one is started by another', async () => {
    const running = launcher.start('/bin/sleep', ['3'], { read: scratch(), write: scratch() })
    const shells = () =>
      readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
        .split(' ')
        .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sh\n')
        .map(Number)
    for (const pid of shells()) process.kill(pid, 'SIGKILL')
    expect(await running.ended).toBe('not-started')
    expect(await launcher.start('/bin/true', [], { read: scratch(), write: scratch() }).ended).toBe(0)
  })
})

it('is not for a program whose path a shell would split or read', () => {
  expect(Launcher.available('/opt/a b/fping')).toBeNull()
  expect(Launcher.available('/opt/$x/fping')).toBeNull()
})
