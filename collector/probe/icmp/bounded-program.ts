/** Runs a program without our environment, bounded in time and in what it may say. */
import { spawn } from 'node:child_process'
import { closeSync, fstatSync, writeSync } from 'node:fs'
import type { Launcher } from './launcher.ts'
import { openScratch, readScratch } from './scratch.ts'

export interface BoundedProgram {
  program: string
  args: readonly string[]
  stdin: string
  /** After this it is killed. */
  killAfterMs: number
  /** Having said more than this it is killed. */
  maxBytes: number
  /** Kills it when aborted. */
  signal: AbortSignal
  /** Starts it in our place; null: it is started by ourselves. */
  launcher: Launcher | null
}

export interface Ending {
  /** Standard error, as far as it was said. */
  said: string
  /** Why what it said may not be all; null when it ended by itself. */
  cutShort: 'killed' | 'too-much' | 'not-started' | 'nowhere-to-write' | null
  /** With which it ended by itself; null after a signal. */
  code: number | null
}

/** A program that was started, by whomever. */
export interface Running {
  ended: Promise<number | 'not-started' | null>
  kill(): void
}

/** How often it is looked at whether it has said too much. */
const lookEveryMs = 100

/**
 * Always resolves, once the program is gone. What it says goes to a file in memory that has no name: fping writes an
 * address in three pieces, and through a pipe each of them would wake us.
 */
export async function runBounded(bounds: BoundedProgram): Promise<Ending> {
  const scratch = openScratch()
  if (scratch === null) return { said: '', cutShort: 'nowhere-to-write', code: null }
  try {
    const ending = await end(scratch, bounds)
    const said = ending.cutShort === 'too-much' ? '' : readScratch(scratch)
    return { ...ending, said }
  } catch {
    // Out of memory is thrown, where a missing program is an event.
    return { said: '', cutShort: 'not-started', code: null }
  } finally {
    closeSync(scratch)
  }
}

async function end(scratch: number, bounds: BoundedProgram): Promise<Omit<Ending, 'said'>> {
  const { running, letGo } = started(scratch, bounds)
  let cutShort: Ending['cutShort'] = null
  const kill = (why: Ending['cutShort']) => {
    cutShort ??= why
    running.kill()
  }
  const hasSaidTooMuch = () => fstatSync(scratch).size > bounds.maxBytes
  const onAbort = () => kill('killed')
  const timer = setTimeout(onAbort, bounds.killAfterMs)
  const looking = setInterval(() => hasSaidTooMuch() && kill('too-much'), lookEveryMs)
  bounds.signal.addEventListener('abort', onAbort)
  if (bounds.signal.aborted) onAbort()
  const ended = await running.ended
  clearTimeout(timer)
  clearInterval(looking)
  bounds.signal.removeEventListener('abort', onAbort)
  letGo()
  if (ended === 'not-started') return { cutShort: cutShort ?? 'not-started', code: null }
  if (cutShort === null && hasSaidTooMuch()) cutShort = 'too-much'
  return { cutShort, code: ended }
}

function started(scratch: number, bounds: BoundedProgram): { running: Running; letGo(): void } {
  const { program, args, stdin, launcher } = bounds
  const input = launcher === null ? null : openScratch()
  if (launcher === null || input === null) return { running: startedByUs(bounds, scratch), letGo() {} }
  writeSync(input, stdin)
  return {
    running: launcher.start(program, args, { read: input, write: scratch }),
    letGo: () => closeSync(input),
  }
}

function startedByUs({ program, args, stdin }: BoundedProgram, scratch: number): Running {
  const { promise, resolve } = Promise.withResolvers<number | 'not-started' | null>()
  const child = spawn(program, args, { env: { LC_ALL: 'C' }, stdio: ['pipe', 'ignore', scratch] })
  child.on('error', () => child.pid === undefined && resolve('not-started'))
  child.on('exit', () => {
    // A child of its own may hold the other end.
    child.stdin?.destroy()
    resolve(child.exitCode)
  })
  // A program that died before reading everything breaks the pipe; its ending says so already.
  child.stdin?.on('error', () => {})
  child.stdin?.end(stdin)
  return { ended: promise, kill: () => child.kill('SIGKILL') }
}
