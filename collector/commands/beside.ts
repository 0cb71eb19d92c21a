/** What the commands share that look or change something beside a collector, running or not. */
import { userInfo } from 'node:os'
import { openBeside, type StoreBeside } from '../../db/open-beside.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { openTrial } from '../../db/open-trial.ts'
import { StoreBroken, StoreFull, StoreRefused } from '../../db/store-error.ts'
import type { Db, Trx } from '../../db/trx.ts'
import { unknownSatker } from '../../db/unknown-satker.ts'
import type { Deed } from '../access/deed.ts'
import { callerFolder } from '../arguments.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { visibleText } from '../domain/visible-text.ts'
import { type CommandOptions, refused } from './command.ts'

/** Answers with the exit code of `work`, which changes something. `make`: whether a store may be made where there is none. */
export function withStore(
  options: CommandOptions,
  { make }: { make: boolean },
  work: (store: StoreBeside) => Promise<number>,
): Promise<number> {
  return inFolder(options, async (folder) => {
    if (options.flags['dry-run']) return onTrial(folder, { make }, work)
    const store = await openBeside(folder, { make })
    for (const file of store.readableByOthers)
      console.error(`Note: others can read ${file}; let its owner forbid it (chmod 600).`)
    return work(store).finally(() => store.close())
  })
}

/** Answers with the exit code of `work`, which only looks: nothing is made and no tables are brought up for it. */
export function withReader(options: CommandOptions, work: (db: Db) => Promise<number>): Promise<number> {
  return inFolder(options, (folder) => {
    const store = openReadOnly(folder)
    return work(store.db).finally(() => store.close())
  })
}

async function onTrial(
  folder: string,
  { make }: { make: boolean },
  work: (store: StoreBeside) => Promise<number>,
): Promise<number> {
  const { first, store } = await openTrial(folder, { make })
  if (first !== null) console.error(visibleText(`Would be done first: ${first}`))
  return store === null ? 0 : work(store).finally(() => store.close())
}

async function inFolder(
  { values }: CommandOptions,
  work: (folder: string) => Promise<number>,
): Promise<number> {
  process.chdir(callerFolder())
  try {
    return await work(values.data ?? 'data')
  } catch (error) {
    if (error instanceof StoreRefused || error instanceof StoreFull || error instanceof StoreBroken)
      return refused(error.message)
    throw error
  }
}

/** As whoever may use this shell. */
export function changing<T>(store: StoreBeside, work: (trx: Trx, deed: Deed) => Promise<T>): Promise<T> {
  return store.write((trx) => work(trx, shellDeed()))
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
