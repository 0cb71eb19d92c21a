/** What the commands share that change something beside a collector, running or not. */
import { userInfo } from 'node:os'
import { openBeside, type StoreBeside } from '../../db/open-beside.ts'
import { StoreBroken, StoreFull, StoreRefused } from '../../db/store-error.ts'
import type { Trx } from '../../db/trx.ts'
import { unknownSatker } from '../../db/unknown-satker.ts'
import type { Deed } from '../access/deed.ts'
import { callerFolder } from '../arguments.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { visibleText } from '../domain/visible-text.ts'
import { type CommandOptions, refused } from './command.ts'

/** Answers with the exit code of `work`. `make`: whether a store may be made where there is none. */
export async function withStore(
  { values, flags }: CommandOptions,
  { make }: { make: boolean },
  work: (store: StoreBeside) => Promise<number>,
): Promise<number> {
  process.chdir(callerFolder())
  try {
    const store = await openBeside(values.data ?? 'data', { make: make && !flags['dry-run'] })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreRefused || error instanceof StoreFull || error instanceof StoreBroken)
      return refused(error.message)
    throw error
  }
}

/** Taken back again where nothing is to be changed: all that would refuse it has been asked by then. */
export async function changing<T>(
  store: StoreBeside,
  { flags }: CommandOptions,
  work: (trx: Trx, deed: Deed) => Promise<T>,
): Promise<T> {
  if (!flags['dry-run']) return store.write((trx) => work(trx, shellDeed()))
  const tried: T[] = []
  const takenBack = new Error('This was a trial.')
  try {
    await store.write(async (trx) => {
      tried.push(await work(trx, shellDeed()))
      throw takenBack
    })
  } catch (error) {
    if (error !== takenBack) throw error
  }
  return tried[0]!
}

/** To standard error, as standard output is for what a script takes on. */
export function tell(text: string, { flags }: CommandOptions): void {
  const [first = '', ...rest] = text
  const said = flags['dry-run'] ? `Would be done: ${text}` : first.toUpperCase() + rest.join('')
  console.error(visibleText(said))
}

/** They may come later, and are seen from then on. */
export async function noteUnknown(store: StoreBeside, scope: Scope): Promise<void> {
  if (scope === everything) return
  const unknown = await unknownSatker(store.db, scope.satker)
  if (unknown.length > 0)
    console.error(`Note: no devices.yaml here has had satker ${unknown.join(', ')} yet.`)
}

function shellDeed(): Deed {
  return { who: `shell:${userName()}`, at: Date.now(), address: null }
}

/** A container's user may have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}
