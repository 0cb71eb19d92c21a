/** Reads a configuration in a process of its own; whatever becomes of that process, the answer is a result. */
import { fork } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stampNow } from './file-stamp.ts'
import { fileProblem } from './problem.ts'
import { fromMessage, type ReadMessage, type ReadOrder } from './read-message.ts'
import type { LoadResult } from './read-network.ts'
import type { Environment } from './secrets.ts'

export type { LoadResult } from './read-network.ts'

/** A national fleet, 8 MB in 12,000 satker, takes a few seconds and some 500 MB. */
const bounds = { limitMs: 60_000, maxOldGenerationSizeMb: 1024 }

const reader = fileURLToPath(new URL('./read-process.ts', import.meta.url))

/** V8 ends a process that runs out of memory by this signal. */
const outOfMemory = 'SIGABRT'

export interface LoadBounds {
  limitMs?: number
  maxOldGenerationSizeMb?: number
  /** Gives the reading up. */
  signal?: AbortSignal
}

export function loadNetwork(
  file: string,
  env: Environment = process.env,
  {
    limitMs = bounds.limitMs,
    maxOldGenerationSizeMb = bounds.maxOldGenerationSizeMb,
    signal,
  }: LoadBounds = {},
): Promise<LoadResult> {
  return new Promise((settle) => {
    const stamp = stampNow(resolve(file))
    const order: ReadOrder = { file, env: { ...env } }
    // The flags of the collector, an inspector's port above all, are not for this process.
    const execArgv = [`--max-old-space-size=${maxOldGenerationSizeMb}`, '--max-semi-space-size=32']
    const child = fork(reader, { execArgv, serialization: 'advanced', stdio: 'ignore' })
    const finish = (result: LoadResult) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
      child.kill('SIGKILL')
      settle(result)
    }
    const fail = (message: string) => {
      const problems = [fileProblem(file, message)]
      finish({ ok: false, problems, total: 1, files: new Map([[resolve(file), stamp]]) })
    }
    const abandon = () => fail('was not read to its end, because the collector stops')
    const timer = setTimeout(
      () => fail(`takes longer than ${limitMs / 1000} s to read; make it smaller`),
      limitMs,
    )
    if (signal?.aborted) return abandon()
    signal?.addEventListener('abort', abandon)
    child.once('message', (message: ReadMessage) => finish(fromMessage(message)))
    child.once('error', () => fail('could not be read: no process could be started for it'))
    child.once('exit', (_code, signal) => fail(whyItEnded(signal, maxOldGenerationSizeMb)))
    child.send(order, () => {})
  })
}

function whyItEnded(signal: string | null, limitMb: number): string {
  if (signal === outOfMemory) return `takes more than ${limitMb} MB of memory to read; make it smaller`
  return 'could not be read: the process that reads it ended early; please report it with the file'
}
