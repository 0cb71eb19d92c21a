/** A mark by which an edit of a file is noticed: time, size, and inode, since editors replace files by renaming. */
import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** By absolute path: all that a configuration was read from, and the folders that were searched for more. */
export type FileStamps = ReadonlyMap<string, string>

export function stampOf(stats: BigIntStats): string {
  return `${stats.mtimeNs}:${stats.size}:${stats.ino}`
}

const missingStamp = 'missing'

/** Of a file or a folder as it is now. */
export function stampNow(path: string): string {
  try {
    return stampOf(statSync(path, { bigint: true }))
  } catch {
    return missingStamp
  }
}

export async function stampsNow(paths: Iterable<string>): Promise<FileStamps> {
  const stamps = new Map<string, string>()
  for (const path of paths) {
    stamps.set(path, await stat(path, { bigint: true }).then(stampOf, () => missingStamp))
  }
  return stamps
}

export function sameStamps(a: FileStamps, b: FileStamps): boolean {
  return a.size === b.size && [...a].every(([path, stamp]) => b.get(path) === stamp)
}
