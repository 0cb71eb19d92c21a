import snmp from 'net-snmp'
import type { AuthProtocol } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import type { Secrets } from './admit.ts'
import { decrypt } from './decrypt.ts'
import { localisedPrivacyKey } from './localised-keys.ts'
import type { UsmParameters } from './message.ts'
import { SeldomMap } from './seldom.ts'
import { authAlgorithms, isDigestRight } from './usm-digest.ts'

interface Keys {
  auth: Buffer | null
  priv: Buffer | null
}

/** The one that answers, and one that somebody names beside it. */
const mostEngines = 2
/** Less than the minute between two visits, so that one of two in a row finds who has another engine now. */
const newEngineEachMs = 50_000

/**
 * The keys that the user of one router has with its engine. They are made as late as possible and once, for it takes
 * milliseconds: of another engine than its first, which anybody may name, for no more than one a minute, and none is
 * kept of one that others have replaced, in the SNMP library neither.
 */
export class EngineKeys implements Secrets {
  readonly #access: SnmpAccess
  /** By engine id in hexadecimal digits, the one that was used last at the end. */
  readonly #byEngine = new SeldomMap<string, Keys>()
  #newAtMs: number | null = null

  constructor(access: SnmpAccess) {
    this.#access = access
  }

  /** Whether an engine that nobody has vouched for may be asked, which makes keys for it. */
  mayMeet(engineId: Buffer, atMonotonicMs: number): boolean {
    if (!this.#signs || this.#byEngine.get(engineId.toString('hex')) !== undefined) return true
    // The first one is no change: a router that restarts as another soon after is followed at once.
    if (this.#byEngine.size > 0) {
      if (this.#newAtMs !== null && atMonotonicMs - this.#newAtMs < newEngineEachMs) return false
      this.#newAtMs = atMonotonicMs
    }
    this.use(engineId)
    return true
  }

  /** That there are keys for this engine from now on, and that it is the one that is asked. */
  use(engineId: Buffer): Keys {
    const name = engineId.toString('hex')
    const keys = this.#byEngine.get(name) ?? { auth: null, priv: null }
    this.#byEngine.delete(name)
    this.#byEngine.set(name, keys)
    for (const oldest of this.#byEngine.keys()) {
      if (this.#byEngine.size <= mostEngines) break
      this.#drop(oldest)
    }
    return keys
  }

  /** Before anything else in the datagram is used; the library would check only after it had decrypted. */
  isAuthentic(datagram: Buffer, usm: UsmParameters): boolean {
    const { settings, authKey } = this.#access
    const { authProtocol } = settings
    if (authProtocol === null || authKey === null) return false
    if (usm.digest.length !== authAlgorithms[authProtocol].digestLength) return false
    const keys = this.use(usm.engineId)
    keys.auth ??= fromLibrary(authProtocol, authKey.reveal(), usm.engineId)
    return isDigestRight(authProtocol, keys.auth, datagram, usm)
  }

  decrypted(scoped: Buffer, usm: UsmParameters): Buffer | null {
    const { settings, privKey } = this.#access
    const { authProtocol: auth, privProtocol: priv } = settings
    if (auth === null || priv === null || privKey === null) return null
    const keys = this.use(usm.engineId)
    keys.priv ??= localisedPrivacyKey({ auth, priv }, privKey.reveal(), usm.engineId, fromLibrary)
    return decrypt(scoped, keys.priv, usm)
  }

  /** Drops them all. */
  forget(): void {
    for (const name of this.#byEngine.keys()) this.#drop(name)
  }

  get #signs(): boolean {
    return this.#access.settings.authProtocol !== null && this.#access.authKey !== null
  }

  #drop(name: string): void {
    this.#byEngine.delete(name)
    const { settings, authKey, privKey } = this.#access
    if (settings.authProtocol === null) return
    for (const secret of [authKey, privKey])
      if (secret !== null) dropFromLibrary(settings.authProtocol, secret.reveal(), Buffer.from(name, 'hex'))
  }
}

/** The library keeps what it makes, and needs the same keys for each message: so they are made once for both. */
function fromLibrary(protocol: AuthProtocol, passphrase: string | Buffer, engineId: Buffer): Buffer {
  return snmp.Authentication.passwordToKey(libraryProtocol(protocol), passphrase, engineId)
}

/** With those that were made of it in turn, as AES-256-C does. Another router of the same engine makes its own anew. */
function dropFromLibrary(protocol: AuthProtocol, passphrase: string, engineId: Buffer): void {
  const { authToKeyCache, computeCacheKey } = snmp.Authentication
  let from: string | Buffer | undefined = passphrase
  while (from !== undefined) {
    const name = computeCacheKey(libraryProtocol(protocol), from, engineId)
    from = authToKeyCache[name]
    delete authToKeyCache[name]
  }
}

function libraryProtocol(protocol: AuthProtocol): number {
  return snmp.AuthProtocols[authAlgorithms[protocol].name]!
}
