/** Reads a configuration in a thread of its own; whatever becomes of that thread, the answer is a result. */
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { stampNow } from './file-stamp.ts'
import { fileProblem } from './problem.ts'
import { fromMessage, type ReadMessage, type ReadOrder } from './read-message.ts'
import type { LoadResult } from './read-network.ts'
import type { Environment } from './secrets.ts'

export type { LoadResult } from './read-network.ts'

/** A national fleet, 8 MB in 12,000 satker, takes a few seconds and some 500 MB. */
const bounds = { limitMs: 60_000, maxOldGenerationSizeMb: 1024 }

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
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: order,
      // The flags of the collector, an inspector's port above all, are not for this thread.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: 128 },
    })
    const finish = (result: LoadResult) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abandon)
      void worker.terminate()
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
    worker.once('message', (message: ReadMessage) => finish(fromMessage(message)))
    worker.once('error', (error) => fail(whyItDied(error, maxOldGenerationSizeMb)))
    worker.once('exit', () => fail('could not be read: the thread that reads it ended early'))
  })
}

/** Says what kind of fault it was and no more: the text of an error may quote the file. */
function whyItDied(error: unknown, limitMb: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return `takes more than ${limitMb} MB of memory to read; make it smaller`
  const kind = error instanceof Error ? error.name : 'unknown'
  return `could not be read, by a fault of this program (${code || kind}); please report it with the file`
}
