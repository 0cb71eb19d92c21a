import { createDecipheriv } from 'node:crypto'
import type { UsmParameters } from './message.ts'

/** RFC 3826 §3.1.2: AES in CFB mode, begun with the engine's boots and time and the salt. The key's length tells which AES. */
export function decrypt(scoped: Buffer, key: Buffer, { boots, time, salt }: UsmParameters): Buffer {
  const begin = Buffer.alloc(16)
  begin.writeUInt32BE(boots, 0)
  begin.writeUInt32BE(time, 4)
  salt.copy(begin, 8)
  const cipher = createDecipheriv(key.length === 16 ? 'aes-128-cfb' : 'aes-256-cfb', key, begin)
  return Buffer.concat([cipher.update(scoped), cipher.final()])
}
