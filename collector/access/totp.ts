/** One-time passwords by the clock: RFC 6238 with SHA-1, six digits and 30 seconds, which every telephone's app knows. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { base32 } from './base32.ts'

const stepMs = 30_000
const secretBytes = 20

export function newTotpSecret(): Buffer {
  return randomBytes(secretBytes)
}

/** RFC 4226, 5.3: the last half byte says where the 31 bits are that the digits come from. */
export function hotp(secret: Buffer, counter: number, digits = 6): string {
  const moving = Buffer.alloc(8)
  moving.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', secret).update(moving).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

/**
 * The time step that a code is of, one before and one after the present one included; null where it is none of these,
 * or not later than the last that was taken. `now`: epoch milliseconds.
 */
export function acceptedStep(
  secret: Buffer,
  code: string,
  now: number,
  lastTaken: number | null,
): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const present = Math.floor(now / stepMs)
  const steps = [present, present - 1, present + 1].filter((step) => step > (lastTaken ?? -1))
  return steps.find((step) => timingSafeEqual(Buffer.from(hotp(secret, step)), Buffer.from(code))) ?? null
}

/** For a QR code (the Key Uri Format of Google Authenticator). */
export function otpauthUri(secret: Buffer, issuer: string, account: string): string {
  const [from, who] = [issuer.replaceAll(':', ' '), account].map(encodeURIComponent)
  return `otpauth://totp/${from}:${who}?secret=${base32(secret)}&issuer=${from}&algorithm=SHA1&digits=6&period=30`
}
