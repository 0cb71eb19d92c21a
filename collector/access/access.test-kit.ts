/** For the tests of this room: a real store, a clock that is set by hand, and somebody at another machine. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Account, addAccount } from '../../db/accounts.ts'
import type { Store } from '../../db/open-store.ts'
import { temporaryFolder, temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { type AccessSettings, defaultAccess } from '../domain/access-settings.ts'
import { everything } from '../domain/scope.ts'
import { silentLog } from '../log.ts'
import type { Client } from './access.ts'
import { type Access, createAccess } from './create-access.ts'

export const startedAt = 1_795_330_000_000

export class FakeClock {
  #elapsedMs = 0

  now(): number {
    return startedAt + this.#elapsedMs
  }

  monotonicMs(): number {
    return this.#elapsedMs
  }

  advance(ms: number): void {
    this.#elapsedMs += ms
  }
}

export const afar: Client = { address: '10.20.0.7', isLoopback: false, agent: 'Firefox' }
export const here: Client = { address: '127.0.0.1', isLoopback: true, agent: 'Firefox' }

export interface Stage {
  access: Access
  store: Store
  clock: FakeClock
  settings: AccessSettings
  folder: string
}

export async function stage(): Promise<Stage> {
  const folder = temporaryFolder()
  const store = await temporaryStore([], folder)
  const clock = new FakeClock()
  const settings = { ...defaultAccess }
  const keyFile = join(folder, 'secrets.key')
  const access = createAccess({ store, settings: () => settings, keyFile, clock, log: silentLog })
  await access.start()
  onTestFinished(() => access.stop())
  return { access, store, clock, settings, folder }
}

/** An account as it stands in the database; a viewer of everything unless said otherwise. */
export async function anAccount(store: Store, instead: Partial<Account> = {}): Promise<Account> {
  const account: Account = {
    id: `id-of-${instead.name ?? 'budi'}`,
    name: 'budi',
    role: 'viewer',
    scope: everything,
    createdAt: startedAt,
    disabledAt: null,
    signOn: null,
    password: null,
    secondFactor: null,
    secondFactorStep: null,
    ...instead,
  }
  await store.write((trx) => addAccount(trx, account))
  return account
}
