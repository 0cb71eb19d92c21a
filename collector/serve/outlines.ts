import { readFile } from 'node:fs/promises'

/** The ministry's own outlines, at a path that devices.yaml names; null where there are none, or none yet. */
export async function readOutlines(path: string | null): Promise<string | null> {
  if (path === null) return null
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
