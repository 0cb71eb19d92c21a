/** Notices an edit of the configuration, in any of its files, and loads it anew. */
import { setTimeout as after } from 'node:timers/promises'
import { resolve } from 'node:path'
import { type FileStamps, sameStamps, stampsNow } from './file-stamp.ts'
import { loadNetwork, type LoadResult } from './load-network.ts'
import type { Environment } from './secrets.ts'

export interface WatchOptions {
  file: string
  env?: Environment
  everyMs?: number
  /** Of the load before, so that no edit since is missed; without it the first look loads. */
  files?: FileStamps
  onLoad(result: LoadResult): void
}

/**
 * Looks instead of listening: notices of the operating system get lost on network drives, in containers, and
 * when an editor replaces the file.
 */
export function watchNetwork({ file, env, everyMs = 1000, files = new Map(), onLoad }: WatchOptions): {
  stop(): Promise<void>
} {
  const stopped = new AbortController()
  const { signal } = stopped

  async function watch(): Promise<void> {
    let loaded = files
    let before: FileStamps = new Map()
    for (;;) {
      const now = await stampsNow(loaded.size > 0 ? loaded.keys() : [resolve(file)])
      // What changed between two looks may be half written.
      const isQuiet = sameStamps(now, before)
      before = now
      if (isQuiet && !sameStamps(now, loaded)) {
        const result = await loadNetwork(file, env, { signal })
        if (signal.aborted) return
        loaded = result.files
        onLoad(result)
      }
      await after(everyMs, undefined, { signal })
    }
  }

  // Only the wait is ended by an exception, and only when stopped; every other one is a bug and loud.
  const done = watch().catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  return {
    async stop() {
      stopped.abort()
      await done
    },
  }
}
