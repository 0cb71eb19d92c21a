/** Browsers that signed in to an account before, by a cookie that opens nothing and needs no table. */
import { timingSafeEqual } from 'node:crypto'
import type { Account } from '../../db/accounts.ts'
import type { Clock } from '../domain/clock.ts'
import type { Keys } from './keys.ts'

const dayMs = 86_400_000
export const knownBrowserDays = 90

type Owner = Pick<Account, 'id' | 'password'>

export class KnownBrowsers {
  readonly #keys: Pick<Keys, 'vouch'>
  readonly #clock: Clock

  constructor(keys: Pick<Keys, 'vouch'>, clock: Clock) {
    this.#keys = keys
    this.#clock = clock
  }

  /** For the cookie: the account's id, the day, and what only we can have made of both and of the password as it is kept. */
  mark(account: Owner): string {
    const day = this.#today()
    return `${account.id}.${day}.${this.#made(account, day)}`
  }

  /** Whether the cookie was given to a browser that signed in to this account within 90 days, by the present password. */
  knows(account: Owner, mark: string | null): boolean {
    const [, id, day, made = ''] = /^([^.]{1,64})\.(\d{1,6})\.([\w-]{43})$/.exec(mark ?? '') ?? []
    if (id !== account.id) return false
    const age = this.#today() - Number(day)
    if (age < 0 || age >= knownBrowserDays) return false
    return timingSafeEqual(Buffer.from(made), Buffer.from(this.#made(account, Number(day))))
  }

  #made({ id, password }: Owner, day: number): string {
    return this.#keys.vouch(JSON.stringify([id, day, password]))
  }

  #today(): number {
    return Math.floor(this.#clock.now() / dayMs)
  }
}
