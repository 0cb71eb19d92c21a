import type { Store } from '../../db/open-store.ts'
import { personFingerprint } from '../../db/person-fingerprint.ts'
import { confirmPerson, picConfirmation } from '../../db/pic-confirmations.ts'
import type { Clock } from '../domain/clock.ts'
import { maskPhone } from '../domain/masked-phone.ts'
import { isConfirmationDue } from '../domain/person-confirmation.ts'
import type { Person, Satker } from '../domain/satker.ts'
import { isWithin, type Scope } from '../domain/scope.ts'
import { type Deed, tellDone } from './deed.ts'

/** A person as everybody who sees the satker may see them: the number as `•`, but for its end. */
export interface ShownPerson extends Person {
  /** Epoch milliseconds; null: the entry was not read yet. */
  confirmedAt: number | null
  due: boolean
}

interface PeopleDeps {
  store: Store
  /** The satker of a code as devices.yaml has it now. */
  satker(code: string): Satker | undefined
  clock: Clock
}

/** Whom to call, satker by satker. A number leaves whole by one way only, which the audit trail tells of. */
export class People {
  readonly #deps: PeopleDeps

  constructor(deps: PeopleDeps) {
    this.#deps = deps
  }

  /** Null where nobody is named, or the satker is beyond the scope. */
  async shown(scope: Scope, code: string): Promise<ShownPerson | null> {
    const person = this.#within(scope, code)
    if (!person) return null
    const { store, clock } = this.#deps
    const confirmation = await picConfirmation(store.db, scope, code)
    // Another than this person was confirmed, where an edit of devices.yaml is not recorded yet.
    const isTheirs = confirmation?.fingerprint === personFingerprint(person)
    const confirmedAt = isTheirs ? confirmation.at : null
    return {
      name: person.name,
      email: person.email,
      phone: person.phone === null ? null : maskPhone(person.phone),
      confirmedAt,
      due: confirmedAt !== null && isConfirmationDue(confirmedAt, clock.now()),
    }
  }

  /** The whole number, after it stands in the audit trail that it is told; null where there is none within the scope. */
  async phone(scope: Scope, code: string, deed: Deed): Promise<string | null> {
    const phone = this.#within(scope, code)?.phone ?? null
    if (phone === null) return null
    await this.#deps.store.write((trx) =>
      tellDone(trx, deed, { what: 'pic.reveal', subject: `satker:${code}` }),
    )
    return phone
  }

  /** That the PIC is still the right one; false where nobody is named within the scope. */
  async confirm(scope: Scope, code: string, deed: Deed): Promise<boolean> {
    const person = this.#within(scope, code)
    if (!person) return false
    await this.#deps.store.write(async (trx) => {
      const { at, who } = deed
      await confirmPerson(trx, { satker: code, fingerprint: personFingerprint(person), at, by: who })
      await tellDone(trx, deed, { what: 'pic.confirm', subject: `satker:${code}` })
    })
    return true
  }

  #within(scope: Scope, code: string): Person | null {
    const satker = this.#deps.satker(code)
    return satker && isWithin(satker, scope) ? satker.pic : null
  }
}
