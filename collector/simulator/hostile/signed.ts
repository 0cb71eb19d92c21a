/** Signs and encrypts what a hostile agent answers, as one would that knows the keys (RFC 3414, RFC 3826, RFC 7860). */
import { createCipheriv, createHmac } from 'node:crypto'
import type { PrivProtocol } from '../../domain/router.ts'
import { tags } from '../../probe/snmp/ber.ts'
import { decrypt as decryptWith } from '../../probe/snmp/decrypt.ts'
import { localisedKey, localisedPrivacyKey } from '../../probe/snmp/localised-keys.ts'
import { parseMessage, type UsmParameters } from '../../probe/snmp/message.ts'
import { answerV3, engineId, text, tlv, type V3Parts } from './forge.ts'
import type { Request } from './hostile-agent.ts'

export interface UserKeys {
  hash: 'sha1' | 'sha256'
  authKey: string
  /** Null: nothing is encrypted. */
  privKey: string | null
  /** AES-128 unless given. */
  priv?: PrivProtocol
}

const digestLengths = { sha1: 12, sha256: 24 } as const
const protocols = { sha1: 'SHA', sha256: 'SHA-256' } as const

/** An answer that is right for these keys, whatever clock, user and engine it tells. */
export function signedV3(request: Request, body: Buffer, keys: UserKeys, parts: V3Parts = {}): Buffer {
  if (keys.privKey === null) return sign(request, body, keys, { flags: 1, ...parts })
  const { engineId: engine = engineId } = parts
  return sealedV3(request, tlv(tags.sequence, text(engine), text(''), body), keys, parts)
}

/** A signed answer of which these bytes, right or wrong, are what is encrypted. */
export function sealedV3(request: Request, plain: Buffer, keys: UserKeys, parts: V3Parts = {}): Buffer {
  const { boots = 1, time = 100, engineId: engine = engineId } = parts
  // With a salt of zeros, as the forge writes it.
  const iv = Buffer.alloc(16)
  iv.writeInt32BE(boots, 0)
  iv.writeInt32BE(time, 4)
  const key = privacyKey(keys, engine)
  const cipher = createCipheriv(key.length === 16 ? 'aes-128-cfb' : 'aes-256-cfb', key, iv)
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()])
  return sign(request, Buffer.alloc(0), keys, { flags: 3, encrypted, ...parts, boots, time })
}

/** An answer of ours with something else in its encryption, signed and encrypted anew. */
export function resealed(
  request: Request,
  answer: Buffer,
  keys: UserKeys,
  change: (plain: Buffer) => Buffer,
): Buffer {
  const parsed = parseMessage(answer)
  if (!parsed.ok || parsed.message.scoped === null) return answer
  const { usm, scoped } = parsed.message
  const { boots, time, engineId: engine } = usm!
  return sealedV3(request, change(decrypt(scoped, usm!, keys)), keys, { boots, time, engineId: engine })
}

/** What somebody encrypted for an engine of ours. */
export function decrypt(scoped: Buffer, usm: UsmParameters, keys: UserKeys): Buffer {
  return decryptWith(scoped, privacyKey(keys, usm.engineId), usm)
}

function sign(request: Request, body: Buffer, keys: UserKeys, parts: V3Parts): Buffer {
  const mark = Buffer.alloc(digestLengths[keys.hash], 0xa5)
  const datagram = answerV3(request, body, { boots: 1, time: 100, ...parts, digest: mark })
  const at = datagram.indexOf(mark)
  datagram.fill(0, at, at + mark.length)
  const key = kept(`auth ${keys.hash} ${keys.authKey}`, parts.engineId ?? engineId, (engine) =>
    localisedKey(protocols[keys.hash], keys.authKey, engine),
  )
  createHmac(keys.hash, key).update(datagram).digest().copy(datagram, at, 0, mark.length)
  return datagram
}

function privacyKey({ hash, privKey, priv = 'AES-128' }: UserKeys, engine: Buffer): Buffer {
  return kept(`${priv} ${hash} ${privKey}`, engine, () =>
    localisedPrivacyKey({ auth: protocols[hash], priv }, privKey ?? '', engine),
  )
}

const made = new Map<string, Buffer>()

/** A key is made of a mebibyte, and therefore kept. */
function kept(what: string, engine: Buffer, make: (engine: Buffer) => Buffer): Buffer {
  const name = `${what} ${engine.toString('hex')}`
  const key = made.get(name) ?? make(engine)
  made.set(name, key)
  return key
}
