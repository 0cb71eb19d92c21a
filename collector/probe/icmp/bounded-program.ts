/** Runs a program without a shell and without our environment, bounded in time and in what it may say. */
import { spawn } from 'node:child_process'
import { closeSync, fstatSync } from 'node:fs'
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
}

export interface Ending {
  /** Standard error, as far as it was said. */
  said: string
  /** Why what it said may not be all; null when it ended by itself. */
  cutShort: 'killed' | 'too-much' | 'not-started' | 'nowhere-to-write' | null
  /** With which it ended by itself; null after a signal. */
  code: number | null
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

function end(scratch: number, bounds: BoundedProgram): Promise<Omit<Ending, 'said'>> {
  const { promise, resolve } = Promise.withResolvers<Omit<Ending, 'said'>>()
  const child = spawn(bounds.program, bounds.args, {
    env: { LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', scratch],
  })
  let cutShort: Ending['cutShort'] = null
  const kill = (why: Ending['cutShort']) => {
    cutShort ??= why
    child.kill('SIGKILL')
  }
  const hasSaidTooMuch = () => fstatSync(scratch).size > bounds.maxBytes
  const onAbort = () => kill('killed')
  const timer = setTimeout(onAbort, bounds.killAfterMs)
  const looking = setInterval(() => hasSaidTooMuch() && kill('too-much'), lookEveryMs)
  bounds.signal.addEventListener('abort', onAbort)
  const settle = () => {
    clearTimeout(timer)
    clearInterval(looking)
    bounds.signal.removeEventListener('abort', onAbort)
    // A child of its own may hold the other end.
    child.stdin?.destroy()
    if (cutShort === null && hasSaidTooMuch()) cutShort = 'too-much'
    resolve({ cutShort, code: child.exitCode })
  }
  child.on('error', () => {
    cutShort ??= 'not-started'
    if (child.pid === undefined) settle()
  })
  child.on('exit', settle)
  // A program that died before reading everything breaks the pipe; its ending says so already.
  child.stdin?.on('error', () => {})
  child.stdin?.end(bounds.stdin)
  if (bounds.signal.aborted) onAbort()
  return promise
}
