import { readFileSync } from 'node:fs'

/** A file of a few bytes, of /proc or /sys; null where it is not there or may not be read. */
export function shortFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}

/** A setting of the kernel by its path below /proc/sys. */
export function kernelSetting(path: string): string | null {
  return shortFile(`/proc/sys/${path}`)
}

export function kernelNumber(path: string): number | null {
  const text = kernelSetting(path)
  return text === null || text === '' || Number.isNaN(Number(text)) ? null : Number(text)
}
