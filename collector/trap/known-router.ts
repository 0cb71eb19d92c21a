import { timingSafeEqual } from 'node:crypto'
import { decrypt } from '../probe/snmp/decrypt.ts'
import { localisedKey, localisedPrivacyKey } from '../probe/snmp/localised-keys.ts'
import type { UsmParameters } from '../probe/snmp/message.ts'
import { isDigestRight } from '../probe/snmp/usm-digest.ts'
import type { EngineTold } from './engine-news.ts'
import type { Enrolment, TrapProof } from './enrolment.ts'
import { TimeWindow } from './time-window.ts'

const levels = { noAuthNoPriv: 0, authNoPriv: 1, authPriv: 2 } as const

/**
 * One router whose traps are taken, with what proves that they are its own. Of thousands few ever send one: nothing is
 * made for it before.
 */
export class KnownRouter {
  readonly id: string
  readonly #proof: TrapProof
  readonly #onKey: () => void
  #engineId: Buffer | null = null
  #window: TimeWindow | null = null
  #authKey: Buffer | null = null
  #privKey: Buffer | null = null

  /** `onKey` is told of each key that is derived. */
  constructor({ router, proof }: Pick<Enrolment, 'router' | 'proof'>, onKey: () => void) {
    this.id = router
    this.#proof = proof
    this.#onKey = onKey
  }

  /** Takes over what was known of it before an edit: who signs as before may not be played again because of one. */
  inherit(before: KnownRouter): void {
    if (!signsAlike(before.#proof, this.#proof)) return
    this.#engineId = before.#engineId
    this.#window = before.#window
    this.#authKey = before.#authKey
    if (encryptsAlike(before.#proof, this.#proof)) this.#privKey = before.#privKey
  }

  /** Takes what was learned of its engine at `atMs`; another engine has other keys and another clock. */
  learnEngine({ engineId, ...clock }: Omit<EngineTold, 'router'>, atMs: number): void {
    const learned = Buffer.from(engineId, 'hex')
    if (!this.#engineId?.equals(learned)) {
      this.#engineId = learned
      this.#window = null
      this.#authKey = null
      this.#privKey = null
    }
    this.#window ??= new TimeWindow()
    this.#window.learn(clock, atMs)
  }

  /**
   * A community is as good in v1 as in v2c, and many routers that are asked by v2c send traps of v1; but one that is
   * asked by SNMPv3 is not spoken for by whoever knows a community.
   */
  speaks(version: 'v1' | 'v2c' | 'v3'): boolean {
    return (this.#proof.settings.version === '3') === (version === 'v3')
  }

  /** In a time that does not tell how much of it was right. */
  hasCommunity(community: Buffer): boolean {
    if (this.#proof.community === null) return false
    const own = Buffer.from(this.#proof.community)
    return own.length === community.length && timingSafeEqual(own, community)
  }

  hasUser(user: Buffer): boolean {
    return user.length > 0 && user.equals(Buffer.from(this.#proof.settings.user ?? ''))
  }

  /** 0 to 2. */
  get level(): number {
    return levels[this.#proof.settings.level ?? 'noAuthNoPriv']
  }

  hasEngine(engineId: Buffer): boolean {
    return this.#engineId?.equals(engineId) ?? false
  }

  /** Only to be asked of a message with its user, level and engine: a key is made for nobody else. */
  isAuthentic(datagram: Buffer, usm: UsmParameters): boolean {
    const { settings, authKey } = this.#proof
    if (settings.authProtocol === null || authKey === null || this.#engineId === null) return false
    this.#authKey ??= this.#derived(localisedKey(settings.authProtocol, authKey, this.#engineId))
    return isDigestRight(settings.authProtocol, this.#authKey, datagram, usm)
  }

  /** Of an authentic message. */
  refuseOld(usm: UsmParameters, atMs: number): ReturnType<TimeWindow['refuse']> {
    this.#window ??= new TimeWindow()
    return this.#window.refuse(usm, atMs)
  }

  /** Of an authentic message; null where there is no key to decrypt with. */
  decrypted(scoped: Buffer, usm: UsmParameters): Buffer | null {
    const { settings, privKey } = this.#proof
    const { authProtocol: auth, privProtocol: priv } = settings
    if (auth === null || priv === null || privKey === null || this.#engineId === null) return null
    this.#privKey ??= this.#derived(localisedPrivacyKey({ auth, priv }, privKey, this.#engineId))
    return decrypt(scoped, this.#privKey, usm)
  }

  #derived(key: Buffer): Buffer {
    this.#onKey()
    return key
  }
}

function signsAlike(one: TrapProof, other: TrapProof): boolean {
  return (
    one.settings.version === other.settings.version &&
    one.settings.user === other.settings.user &&
    one.settings.authProtocol === other.settings.authProtocol &&
    one.authKey === other.authKey
  )
}

function encryptsAlike(one: TrapProof, other: TrapProof): boolean {
  return one.settings.privProtocol === other.settings.privProtocol && one.privKey === other.privKey
}
