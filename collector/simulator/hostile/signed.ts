/** Signs and encrypts what a hostile agent answers, as one would that knows the keys (RFC 3414, RFC 3826, RFC 7860). */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { BerReader, tags } from '../../probe/snmp/ber.ts'
import type { UsmParameters } from '../../probe/snmp/message.ts'
import { answerV3, engineId, text, tlv, type V3Parts } from './forge.ts'
import type { Request } from './hostile-agent.ts'

export interface UserKeys {
  hash: 'sha1' | 'sha256'
  authKey: string
  /** AES-128 with it; null: nothing is encrypted. */
  privKey: string | null
}

const digestLengths = { sha1: 12, sha256: 24 } as const
const privKeyLength = 16
const passwordStretch = 2 ** 20

/** An answer that is right for these keys, whatever clock, user and engine it tells. */
export function signedV3(request: Request, body: Buffer, keys: UserKeys, parts: V3Parts = {}): Buffer {
  const { boots = 1, time = 100, engineId: engine = engineId } = parts
  const mark = Buffer.alloc(digestLengths[keys.hash], 0xa5)
  const whole = { ...parts, boots, time, digest: mark }
  const datagram = answerV3(
    request,
    body,
    keys.privKey === null
      ? { flags: 1, ...whole }
      : {
          flags: 3,
          encrypted: encrypt(keys, tlv(tags.sequence, text(engine), text(''), body), whole),
          ...whole,
        },
  )
  const at = datagram.indexOf(mark)
  datagram.fill(0, at, at + mark.length)
  const key = localisedKey(keys.hash, keys.authKey, engineId)
  createHmac(keys.hash, key).update(datagram).digest().copy(datagram, at, 0, mark.length)
  return datagram
}

/** The scoped PDU of a question that was encrypted for our engine. */
export function decrypt(datagram: Buffer, usm: UsmParameters, { hash, privKey }: UserKeys): Buffer {
  const body = new BerReader(datagram).enter(tags.sequence)
  body.readInteger()
  body.enter(tags.sequence)
  body.readBytes(tags.octetString)
  const encrypted = body.readBytes(tags.octetString)
  const key = privacyKey(hash, privKey ?? '')
  const decipher = createDecipheriv('aes-128-cfb', key, vector(usm.boots, usm.time, usm.salt))
  return Buffer.concat([decipher.update(encrypted), decipher.final()])
}

/** With a salt of zeros, as the forge writes it. */
function encrypt(
  { hash, privKey }: UserKeys,
  scoped: Buffer,
  clock: { boots: number; time: number },
): Buffer {
  const iv = vector(clock.boots, clock.time, Buffer.alloc(8))
  const cipher = createCipheriv('aes-128-cfb', privacyKey(hash, privKey ?? ''), iv)
  return Buffer.concat([cipher.update(scoped), cipher.final()])
}

function privacyKey(hash: UserKeys['hash'], password: string): Buffer {
  return localisedKey(hash, password, engineId).subarray(0, privKeyLength)
}

/** RFC 3826 §3.1.2.1. */
function vector(boots: number, time: number, salt: Buffer): Buffer {
  const clock = Buffer.alloc(8)
  clock.writeInt32BE(boots, 0)
  clock.writeInt32BE(time, 4)
  return Buffer.concat([clock, salt])
}

const localised = new Map<string, Buffer>()

/** RFC 3414 §2.6: made of a mebibyte each, and therefore kept. */
function localisedKey(hash: string, password: string, engine: Buffer): Buffer {
  const name = `${hash} ${password} ${engine.toString('hex')}`
  const known = localised.get(name)
  if (known !== undefined) return known
  const stretched = Buffer.alloc(passwordStretch, password)
  const key = createHash(hash).update(stretched).digest()
  const made = createHash(hash).update(key).update(engine).update(key).digest()
  localised.set(name, made)
  return made
}
