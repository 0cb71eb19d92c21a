/** A second factor of one's own: a secret, not in force until a code of it was confirmed. */
import { changeAccount } from '../../db/accounts.ts'
import { endSessions } from '../../db/sessions.ts'
import type { Client } from './access.ts'
import { base32 } from './base32.ts'
import type { PasswordRefusal } from './check-password.ts'
import { tellDone } from './deed.ts'
import { checkOwnPassword, deedOf, ownAccount, type Person } from './own-account.ts'
import type { AccessParts } from './parts.ts'
import { acceptedStep, newTotpSecret, otpauthUri } from './totp.ts'

const confirmedWithinMs = 600_000
const begunMax = 1_000

export type SecondFactorRefusal =
  PasswordRefusal | { why: 'by-sign-on' } | { why: 'wrong-code' | 'not-begun' }

interface Begun {
  secret: Buffer
  at: number
}

/** Those that wait for their first code, by session; a restart forgets them, and one begins anew. */
export class SecondFactors {
  readonly #parts: AccessParts
  readonly #begun = new Map<string, Begun>()

  constructor(parts: AccessParts) {
    this.#parts = parts
  }

  async begin(
    person: Person,
    password: string,
    client: Client,
  ): Promise<{ secret: string; uri: string } | SecondFactorRefusal> {
    const account = await ownAccount(this.#parts, person)
    const refused = await checkOwnPassword(this.#parts, account, password, client)
    if (refused !== null) return refused
    const secret = newTotpSecret()
    this.#begun.delete(person.id)
    this.#begun.set(person.id, { secret, at: this.#parts.clock.monotonicMs() })
    const [oldest] = this.#begun.keys()
    if (this.#begun.size > begunMax && oldest !== undefined) this.#begun.delete(oldest)
    return { secret: base32(secret), uri: otpauthUri(secret, this.#parts.organisation(), account.name) }
  }

  /**
   * All other sessions end: one that somebody began who knew no more than the password must not become a whole one.
   * Null when it is in force.
   */
  async confirm(person: Person, code: string, client: Client): Promise<SecondFactorRefusal | null> {
    const { clock, keys, store, changed } = this.#parts
    const begun = this.#begun.get(person.id)
    if (begun === undefined || clock.monotonicMs() - begun.at >= confirmedWithinMs)
      return { why: 'not-begun' }
    const step = acceptedStep(begun.secret, code, clock.now(), null)
    if (step === null) return { why: 'wrong-code' }
    this.#begun.delete(person.id)
    const sealed = keys.seal(begun.secret, person.account)
    await store.write(async (trx) => {
      await changeAccount(trx, person.account, { secondFactor: sealed, secondFactorStep: step })
      const sessions = await endSessions(trx, person.account, person.id)
      const deed = deedOf(this.#parts, person, client)
      await tellDone(trx, deed, { what: 'second-factor.set', before: { sessions } })
    })
    changed()
    return null
  }

  /** Null when it is gone. */
  async remove(person: Person, password: string, client: Client): Promise<SecondFactorRefusal | null> {
    const { store, changed } = this.#parts
    const account = await ownAccount(this.#parts, person)
    const refused = await checkOwnPassword(this.#parts, account, password, client)
    if (refused !== null) return refused
    await store.write(async (trx) => {
      await changeAccount(trx, account.id, { secondFactor: null, secondFactorStep: null })
      await tellDone(trx, deedOf(this.#parts, person, client), { what: 'second-factor.remove' })
    })
    changed()
    return null
  }
}
