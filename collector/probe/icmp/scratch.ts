/** A file without a name, for what a program says until it has ended; it is gone with its descriptor. */
import { randomUUID } from 'node:crypto'
import { fstatSync, openSync, readSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The first is of memory on every Linux, so that a full disk does not silence the sweep. */
const folders = ['/dev/shm', tmpdir()]

/** Its descriptor, which the caller closes; null where no folder takes a file. */
export function openScratch(): number | null {
  for (const folder of folders) {
    const file = join(folder, `satker-connected-${randomUUID()}`)
    try {
      const descriptor = openSync(file, 'wx+', 0o600)
      unlinkSync(file)
      return descriptor
    } catch {
      // The next may do.
    }
  }
  return null
}

/** All of it, byte by byte, wherever the program that wrote it left off. */
export function readScratch(descriptor: number): string {
  const bytes = Buffer.allocUnsafe(fstatSync(descriptor).size)
  const length = readSync(descriptor, bytes, 0, bytes.length, 0)
  return bytes.toString('latin1', 0, length)
}
