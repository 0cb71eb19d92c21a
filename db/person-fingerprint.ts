import { createHash } from 'node:crypto'
import type { Person } from '../collector/domain/satker.ts'

/** Another for each other name, address or number; so that a person is known again without being kept. SHA-256, hex. */
export function personFingerprint({ name, email, phone }: Person): string {
  return createHash('sha256')
    .update(JSON.stringify([name, email, phone]))
    .digest('hex')
}
