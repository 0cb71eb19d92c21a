import { accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DiskFacts } from '../checks/disk.ts'

const commits = 20

export function diskFacts(data: string): DiskFacts {
  const wanted = resolve(data)
  const folder = nearest(wanted)
  const isThere = folder === wanted
  const unwritable = whyUnwritable(folder)
  const { kind, freeBytes, freeInodes } = fileSystemOf(folder)
  const file = join(folder, 'satker-connected.db')
  const usedBytes = isThere && existsSync(file) ? statSync(file).size : 0
  const commitMs = unwritable === null ? medianCommitMs(folder) : null
  return { folder, isThere, unwritable, kind, freeBytes, freeInodes, usedBytes, commitMs }
}

function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

function whyUnwritable(folder: string): string | null {
  try {
    if (!statSync(folder).isDirectory()) return 'it is no folder'
    accessSync(folder, constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return codeOf(error)
  }
}

function fileSystemOf(folder: string): Pick<DiskFacts, 'kind' | 'freeBytes' | 'freeInodes'> {
  try {
    const { type, bavail, bsize, files, ffree } = statfsSync(folder)
    // Taken as 32 bits without a sign, as in linux/magic.h.
    return { kind: type >>> 0, freeBytes: bavail * bsize, freeInodes: files === 0 ? null : ffree }
  } catch {
    return { kind: null, freeBytes: null, freeInodes: null }
  }
}

/** As the collector commits: write-ahead, and on the disk before it goes on. What was written is removed. */
function medianCommitMs(folder: string): number | null {
  let trial: string | null = null
  try {
    trial = mkdtempSync(join(folder, '.doctor-'))
    const database = new DatabaseSync(join(trial, 'trial.db'))
    database.exec('pragma journal_mode = wal; pragma synchronous = full; create table trial (value text)')
    const insert = database.prepare('insert into trial values (?)')
    const tookMs = Array.from({ length: commits }, () => {
      const beganMs = performance.now()
      insert.run('x'.repeat(2_000))
      return performance.now() - beganMs
    })
    database.close()
    return tookMs.toSorted((one, other) => one - other)[commits / 2] ?? null
  } catch {
    return null
  } finally {
    if (trial !== null) rmSync(trial, { recursive: true, force: true })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
