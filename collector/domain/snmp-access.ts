import type { SnmpSettings } from './router.ts'

/** All that is needed to ask a router by SNMP. Its secrets go to the probe and nowhere else. */
export interface SnmpAccess {
  settings: SnmpSettings
  /** v1 and v2c. */
  community: Secret | null
  /** v3. */
  authKey: Secret | null
  privKey: Secret | null
}

/** A text that no log, message or export can show by accident: only `reveal` gives it. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return '***'
  }

  toJSON(): string {
    return '***'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***'
  }
}
