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

export async function loadNetwork(
  file: string,
  env: Environment = process.env,
  given: LoadBounds = {},
): Promise<LoadResult> {
  const stamp = stampNow(resolve(file))
  const answer = await answerTo({ file, env: { ...env } }, given)
  if (typeof answer !== 'string') return fromMessage(answer)
  const problems = [fileProblem(file, answer)]
  return { ok: false, problems, total: 1, files: new Map([[resolve(file), stamp]]) }
}

/** What the process has read, or why there is nothing of it. */
function answerTo(
  order: ReadOrder,
  { limitMs = bounds.limitMs, maxOldGenerationSizeMb = bounds.maxOldGenerationSizeMb, signal }: LoadBounds,
): Promise<ReadMessage | string> {
  return new Promise((settle) => {
    // The flags of the collector, an inspector's port above all, are not for this process.
    const execArgv = [`--max-old-space-size=${maxOldGenerationSizeMb}`, '--max-semi-space-size=32']
    const child = fork(reader, { execArgv, serialization: 'advanced', stdio: 'ignore' })
    const finish = (answer: ReadMessage | string) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
      child.kill('SIGKILL')
      settle(answer)
    }
    const abandon = () => finish('was not read to its end, because the collector stops')
    const timer = setTimeout(
      () => finish(`takes longer than ${limitMs / 1000} s to read; make it smaller`),
      limitMs,
    )
    if (signal?.aborted) return abandon()
    signal?.addEventListener('abort', abandon)
    child.once('message', (message: ReadMessage) => finish(message))
    child.once('error', () => finish('could not be read: no process could be started for it'))
    child.once('exit', (_code, signal) => finish(whyItEnded(signal, maxOldGenerationSizeMb)))
    child.send(order, () => {})
  })
}

function whyItEnded(signal: string | null, limitMb: number): string {
  if (signal === outOfMemory) return `takes more than ${limitMb} MB of memory to read; make it smaller`
  return 'could not be read: the process that reads it ended early; please report it with the file'
}
