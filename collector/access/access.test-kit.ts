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
import { type Derive, deriveArgon2id } from './argon2.ts'
import { type Access, createAccess } from './create-access.ts'
import { Passwords } from './passwords.ts'

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
  /** How many hashes were made. */
  hashes(): number
  store: Store
  clock: FakeClock
  settings: AccessSettings
  folder: string
}

/** `derive` stands for what makes a hash. */
export async function stage(derive: Derive = deriveArgon2id): Promise<Stage> {
  const folder = temporaryFolder()
  const store = await temporaryStore([], folder)
  const clock = new FakeClock()
  const settings = { ...defaultAccess }
  const keyFile = join(folder, 'secrets.key')
  let made = 0
  const passwords = new Passwords((...asked) => {
    made += 1
    return derive(...asked)
  })
  const access = createAccess({
    store,
    settings: () => settings,
    organisation: () => 'Kementerian Contoh',
    keyFile,
    clock,
    log: silentLog,
    passwords,
  })
  await access.start()
  onTestFinished(() => access.stop())
  return { access, hashes: () => made, store, clock, settings, folder }
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

export const goodPassword = 'kuda betul baterai'

/** An account with `goodPassword`, or another. */
export async function aSignedUp(
  set: Stage,
  instead: Partial<Account> = {},
  password = goodPassword,
): Promise<Account> {
  const kept = await set.access.parts.passwords.hash(password)
  return anAccount(set.store, { password: kept, ...instead })
}

export interface Told {
  who: string
  what: string
  subject: string | null
  outcome: string
  before: unknown
  after: unknown
  address: string | null
}

/** The audit trail, oldest first, all that was on its way included. */
export async function trail({ store, access }: Stage): Promise<Told[]> {
  await access.parts.refusals.settled()
  const rows = await store.db
    .selectFrom('audit')
    .select(['who', 'what', 'subject', 'outcome', 'before', 'after', 'address'])
    .orderBy('id')
    .execute()
  const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
  return rows.map((row) => ({ ...row, before: read(row.before), after: read(row.after) }))
}
