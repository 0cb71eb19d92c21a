/** The keys that secrets are sealed with, all from one file: whoever has the database alone cannot open them. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

export interface Keys {
  /** Whether the file was made just now: what was sealed before cannot be opened. */
  isNew: boolean
  /** AES-256-GCM; `owner` must be the same when it is opened, so that nobody's secret can be put into another's place. */
  seal(secret: Buffer, owner: string): string
  /** Null where it was sealed with another key, for another owner, or was changed. */
  unseal(sealed: string, owner: string): Buffer | null
  /** Tells two secrets apart in the audit trail, and nothing else of them; 12 hex digits. */
  fingerprint(secret: string): string
  /** What nobody else can make of a text: 43 signs of base64url (HMAC-SHA-256). */
  vouch(text: string): string
}

/** A sentence for the operator is thrown where the file cannot be read or made. */
export function openKeys(file: string): Keys {
  const { key, isNew } = readOrMake(file)
  const derived = (what: string) =>
    Buffer.from(hkdfSync('sha256', key, '', `satker-connected ${what}`, keyBytes))
  const sealing = derived('second factor')
  const naming = derived('fingerprint')
  const vouching = derived('known browser')
  return {
    isNew,
    seal(secret, owner) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    unseal: (sealed, owner) => unsealed(sealing, sealed, owner),
    fingerprint: (secret) => createHmac('sha256', naming).update(secret).digest('hex').slice(0, 12),
    vouch: (text) => createHmac('sha256', vouching).update(text).digest('base64url'),
  }
}

function unsealed(key: Buffer, sealed: string, owner: string): Buffer | null {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
  if (!sealed.startsWith('v1.') || bytes.length < ivBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

function readOrMake(file: string): { key: Buffer; isNew: boolean } {
  const kept = readKey(file)
  return kept ? { key: kept, isNew: false } : { key: makeKey(file), isNew: true }
}

/** Null where there is no such file. */
function readKey(file: string): Buffer | null {
  let key: Buffer
  try {
    key = readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new Error(`The key file ${file} cannot be read: ${whyOf(error)}.`, { cause: error })
  }
  if (key.length === keyBytes) return key
  throw new Error(
    `The key file ${file} has ${key.length} bytes; it must have the ${keyBytes} that this program wrote into it. Bring it back from a backup; without one, remove it, and reset the accounts that have a second factor.`,
  )
}

/** For its owner alone, and on disk before anything is sealed with it. */
function makeKey(file: string): Buffer {
  const key = randomBytes(keyBytes)
  // Whole before it has its name: a kill in between must not leave a key of no bytes, which every start would refuse.
  const making = `${file}.${process.pid}.new`
  try {
    const handle = openSync(making, 'w', 0o600)
    try {
      writeSync(handle, key)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    linkSync(making, file)
  } catch (error) {
    throw new Error(`The key file ${file} cannot be made: ${whyOf(error)}.`, { cause: error })
  } finally {
    rmSync(making, { force: true })
  }
  return key
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
