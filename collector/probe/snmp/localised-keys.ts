/** Makes the keys that one user has with one engine (RFC 3414 §2.6 and A.2), which takes milliseconds on purpose. */
import { createHash } from 'node:crypto'
import type { AuthProtocol, PrivProtocol } from '../../domain/router.ts'
import { authAlgorithms } from './usm-digest.ts'

const stretchedLength = 1_048_576
const keyLengths: Record<PrivProtocol, number> = { 'AES-128': 16, 'AES-256': 32, 'AES-256-C': 32 }

/** The key of a passphrase, stretched over a megabyte, bound to the engine. */
export function localisedKey(protocol: AuthProtocol, passphrase: string | Buffer, engineId: Buffer): Buffer {
  const { hash } = authAlgorithms[protocol]
  const phrase = Buffer.from(passphrase)
  const whole = Buffer.alloc(stretchedLength, phrase)
  const key = createHash(hash).update(whole).digest()
  return createHash(hash).update(key).update(engineId).update(key).digest()
}

/** A key as `localisedKey` makes it, for who keeps those that are made. */
type Localise = typeof localisedKey

/**
 * The key to decrypt with. Where AES-256 needs more than the hash gives, it is extended by the hash of what there is
 * (draft-blumenthal-aes-usm-04 §3.1.2.1) or, for AES-256-C, by localising that once more (draft-reeder-snmpv3-usm-3desede-00 §2.1).
 */
export function localisedPrivacyKey(
  protocols: { auth: AuthProtocol; priv: PrivProtocol },
  passphrase: string,
  engineId: Buffer,
  localise: Localise = localisedKey,
): Buffer {
  const length = keyLengths[protocols.priv]
  const { hash } = authAlgorithms[protocols.auth]
  let last = localise(protocols.auth, passphrase, engineId)
  let key = last
  while (key.length < length) {
    last =
      protocols.priv === 'AES-256-C'
        ? localise(protocols.auth, last, engineId)
        : createHash(hash).update(key).digest()
    key = Buffer.concat([key, last])
  }
  return key.subarray(0, length)
}
