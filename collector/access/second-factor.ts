/** A second factor of one's own: a secret, not in force until a code of it was confirmed. */
import { type Account, accountById, changeAccount, takeSecondFactorStep } from '../../db/accounts.ts'
import { endSessions } from '../../db/sessions.ts'
import type { Trx } from '../../db/trx.ts'
import type { Client } from './access.ts'
import { admit, type SignedIn } from './admit.ts'
import { base32 } from './base32.ts'
import { checkCode, type CodeRefusal } from './check-code.ts'
import type { PasswordRefusal } from './check-password.ts'
import { tellDone } from './deed.ts'
import { checkOwnPassword, deedOf, ownAccount, type Person, tellOwnRefused } from './own-account.ts'
import type { AccessParts } from './parts.ts'
import { acceptedStep, newTotpSecret, otpauthUri } from './totp.ts'

const confirmedWithinMs = 600_000
const begunMax = 1_000

export type SecondFactorRefusal = PasswordRefusal | CodeRefusal | { why: 'by-sign-on' | 'not-begun' }

/** What shows that it is oneself: the code of the second factor that is in force too, where there is one. */
export interface Shown {
  password: string
  code?: string | undefined
}

interface Begun {
  secret: Buffer
  /** The one in force when it was begun, sealed: what another took the place of meanwhile is void. */
  inForce: string | null
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
    shown: Shown,
    client: Client,
  ): Promise<{ secret: string; uri: string } | SecondFactorRefusal> {
    const { clock, store, organisation } = this.#parts
    const checked = await this.#check(person, shown, client)
    if ('why' in checked) return checked
    const { account } = checked
    if (!(await store.write((trx) => takeStep(trx, checked)))) return this.#wrongCode(account, client)
    const secret = newTotpSecret()
    this.#begun.delete(person.id)
    this.#begun.set(person.id, { secret, inForce: account.secondFactor, at: clock.monotonicMs() })
    const [oldest] = this.#begun.keys()
    if (this.#begun.size > begunMax && oldest !== undefined) this.#begun.delete(oldest)
    return { secret: base32(secret), uri: otpauthUri(secret, organisation(), account.name) }
  }

  /**
   * Puts it in force. All sessions end, and another begins: one that somebody began who knew no more than the password must
   * not become a whole one.
   */
  async confirm(person: Person, code: string, client: Client): Promise<SignedIn | SecondFactorRefusal> {
    const { clock, keys, store, changed } = this.#parts
    const begun = this.#begun.get(person.id)
    if (begun === undefined || clock.monotonicMs() - begun.at >= confirmedWithinMs)
      return { why: 'not-begun' }
    const step = acceptedStep(begun.secret, code, clock.now(), null)
    if (step === null) return { why: 'wrong-code' }
    this.#begun.delete(person.id)
    const change = { secondFactor: keys.seal(begun.secret, person.account), secondFactorStep: step }
    const set = await store.write(async (trx) => {
      const account = await accountById(trx, person.account)
      if (account === null || account.secondFactor !== begun.inForce) return null
      await changeAccount(trx, account.id, change)
      const sessions = await endSessions(trx, account.id, person.id)
      const before = { secondFactor: begun.inForce !== null, sessions }
      const began = { what: 'second-factor.set', before, replaced: person } as const
      return admit(trx, this.#parts, { ...account, ...change }, client, began)
    })
    if (set === null) return { why: 'not-begun' }
    changed()
    return set
  }

  /** Ends all other sessions. Null when it is gone. */
  async remove(person: Person, shown: Shown, client: Client): Promise<SecondFactorRefusal | null> {
    const { store, changed } = this.#parts
    const checked = await this.#check(person, shown, client)
    if ('why' in checked) return checked
    const { account } = checked
    const isDone = await store.write(async (trx) => {
      if (!(await takeStep(trx, checked))) return false
      await changeAccount(trx, account.id, { secondFactor: null, secondFactorStep: null })
      const sessions = await endSessions(trx, account.id, person.id)
      const deed = deedOf(this.#parts, person, client)
      await tellDone(trx, deed, { what: 'second-factor.remove', before: { sessions } })
      return true
    })
    if (!isDone) return this.#wrongCode(account, client)
    changed()
    return null
  }

  async #check(
    person: Person,
    { password, code }: Shown,
    client: Client,
  ): Promise<Checked | SecondFactorRefusal> {
    const account = await ownAccount(this.#parts, person)
    const refused = await checkOwnPassword(this.#parts, account, password, client)
    if (refused !== null) return refused
    const step = checkCode(this.#parts, account, code, 'own-session')
    if (step === null || typeof step === 'number') return { account, step }
    if (step.why !== 'second-factor-required') tellOwnRefused(this.#parts, account, step.why, client)
    return step
  }

  #wrongCode(account: Account, client: Client): SecondFactorRefusal {
    tellOwnRefused(this.#parts, account, 'wrong-code', client)
    return { why: 'wrong-code' }
  }
}

interface Checked {
  account: Account
  /** Of the code that was shown; null where there is no second factor. */
  step: number | null
}

/** False where the code was used meanwhile, or the second factor became another. */
async function takeStep(trx: Trx, { account, step }: Checked): Promise<boolean> {
  if ((await accountById(trx, account.id))?.secondFactor !== account.secondFactor) return false
  return step === null || takeSecondFactorStep(trx, account.id, step)
}
