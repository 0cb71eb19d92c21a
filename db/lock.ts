/** One collector to a folder, and one at a time who makes its tables. */
import type { DatabaseSync } from 'node:sqlite'
import { dirname } from 'node:path'
import { makeForOwner } from './own-files.ts'
import { codeOf, opened, refusal, value } from './sqlite.ts'
import { StoreHeld } from './store-error.ts'

/** Which of the two holds a lock, as a number that it can keep. */
const kinds = { collector: 0, command: 1 }
export type Holder = keyof typeof kinds

/**
 * Keeps every other one out for as long as this process lives; a StoreHeld says who was here first. The operating system
 * drops the lock with the process, however it ends, which a process id in a file cannot promise: ids are used again.
 */
export function holdLock(file: string, as: Holder = 'collector'): { release(): void } {
  makeForOwner(file)
  const lock = opened(file)
  try {
    lock.exec('begin immediate')
    // Whoever was refused just now may still be reading whose it is.
    lock.exec('pragma busy_timeout = 1000')
    lock.exec(`pragma user_version = ${process.pid}; pragma application_id = ${kinds[as]}`)
    lock.exec('commit; begin immediate')
    return { release: () => lock.close() }
  } catch (error) {
    const busy = codeOf(error) === 5
    const why = busy ? whyHeld(lock, dirname(file)) : ''
    lock.close()
    if (!busy) throw refusal(file, error)
    throw new StoreHeld(why)
  }
}

function whyHeld(lock: DatabaseSync, folder: string): string {
  const { kind, process } = holderOf(lock)
  if (kind === 'command')
    return `A command${process} is making the tables in ${folder}. Try again when it is done.`
  return `Another collector${process} is recording into ${folder}: two would count everything twice. Stop it first, or give this one its own folder with --data.`
}

/** As the holder left it in the lock; without its process id when it is just writing it. */
function holderOf(lock: DatabaseSync): { kind: Holder; process: string } {
  try {
    const kind = value(lock, 'pragma application_id') === kinds.command ? 'command' : 'collector'
    return { kind, process: ` (process ${value(lock, 'pragma user_version')})` }
  } catch {
    return { kind: 'collector', process: '' }
  }
}
