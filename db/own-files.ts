/** Files that tell addresses, outages and how people are let in: for their owner alone, whatever the umask is. */
import { chmodSync, closeSync, openSync, statSync } from 'node:fs'

const othersBits = 0o077

/** Before SQLite makes it with the rights of the umask; what it puts beside a database gets those of the database. */
export function makeForOwner(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch {
    // Whoever opens it next says what is wrong with it.
  }
}

/** Takes the rights of group and others away; answers with those of the files that they can still read. */
export function keepToOwner(files: readonly string[]): string[] {
  return files.filter((file) => !isOwnersAlone(file))
}

function isOwnersAlone(file: string): boolean {
  const mode = modeOf(file)
  if ((mode & othersBits) === 0) return true
  try {
    chmodSync(file, mode & ~othersBits)
  } catch {
    return false
  }
  // A file system without rights of its own takes it without a word.
  return (modeOf(file) & othersBits) === 0
}

/** Of a file that is not there: nobody may read it. */
function modeOf(file: string): number {
  return (statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o7777
}
