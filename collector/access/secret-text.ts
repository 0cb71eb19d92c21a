import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters of base64url: what a cookie, a token or a one-time link holds. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** For lists, addresses, command lines and the audit trail; opens nothing. */
export function newId(): string {
  return randomBytes(12).toString('hex')
}

/** What is kept in place of a secret. It has 256 bits of chance, so that no slow hash is needed. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function looksLikeSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
