/** Runs a program without a shell and without our environment, bounded in time and in what it may say. */
import { spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'

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
  cutShort: 'killed' | 'too-much' | 'not-started' | null
  /** With which it ended by itself; null after a signal. */
  code: number | null
}

/** How long a killed program may keep its pipe open, by a child of its own, before we stop listening. */
const lingerMs = 1_000

/** Always resolves, once the program is gone. */
export async function runBounded(bounds: BoundedProgram): Promise<Ending> {
  const options: SpawnOptions = { env: { LC_ALL: 'C' }, stdio: ['pipe', 'ignore', 'pipe'] }
  try {
    return await listenTo(spawn(bounds.program, bounds.args, options), bounds)
  } catch {
    // Out of memory is thrown, where a missing program is an event.
    return { said: '', cutShort: 'not-started', code: null }
  }
}

function listenTo(child: ChildProcess, bounds: BoundedProgram): Promise<Ending> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    let cutShort: Ending['cutShort'] = null
    let linger: NodeJS.Timeout | undefined

    const kill = (why: Ending['cutShort']) => {
      if (cutShort !== null) return
      cutShort = why
      child.kill('SIGKILL')
      // What it had said before is still in the pipe, so the pipe is read to its end, but not for ever.
      linger = setTimeout(() => {
        child.stderr?.destroy()
        settle()
      }, lingerMs)
    }
    const onAbort = () => kill('killed')
    const timer = setTimeout(onAbort, bounds.killAfterMs)
    bounds.signal.addEventListener('abort', onAbort)
    const settle = () => {
      clearTimeout(timer)
      clearTimeout(linger)
      bounds.signal.removeEventListener('abort', onAbort)
      resolve({ said: Buffer.concat(chunks).toString('latin1'), cutShort, code: child.exitCode })
    }

    child.on('error', () => {
      cutShort ??= 'not-started'
      if (child.pid === undefined) settle()
    })
    child.on('close', settle)
    // Out of file descriptors, a child has no pipes at all.
    child.stderr?.on('error', () => {})
    child.stderr?.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bounds.maxBytes) kill('too-much')
      else chunks.push(chunk)
    })
    // A program that died before reading everything breaks the pipe; its ending says so already.
    child.stdin?.on('error', () => {})
    child.stdin?.end(bounds.stdin)
    if (bounds.signal.aborted) onAbort()
  })
}
