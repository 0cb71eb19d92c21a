import { type Account, changeAccount } from '../../db/accounts.ts'
import type { TriedBy } from './attempts.ts'
import type { AccessParts } from './parts.ts'
import { isOutdated } from './passwords.ts'

/** Why a password was not compared, or did not fit. */
export type PasswordRefusal =
  | { why: 'wrong-credentials' | 'busy' }
  | { why: 'too-many-attempts'; /** Until it may be tried again. */ waitMs: number }

type Parts = Pick<AccessParts, 'store' | 'attempts' | 'passwords' | 'clock'>

interface Tried {
  /** Null where there is none of that name. */
  account: Account | null
  /** As it was given, in the form of an account's. */
  name: string
  password: string
  address: string
  by: TriedBy
}

/** Null where it fits. What it costs does not depend on whether there is such an account, or whether it is disabled. */
export async function checkPassword(parts: Parts, tried: Tried): Promise<PasswordRefusal | null> {
  const { attempts, passwords, clock } = parts
  const { account, name, password, address, by } = tried
  const isKnown = by !== 'stranger'
  if (passwords.isBusy({ isKnown })) return { why: 'busy' }
  const attempt = { account: name, address, by }
  const waitMs = attempts.take(attempt, clock.monotonicMs())
  if (waitMs > 0) return { why: 'too-many-attempts', waitMs }
  const kept = account?.disabledAt === null ? account.password : null
  const fits = await passwords.fits(password, kept, { isKnown })
  if (fits === 'busy') return { why: 'busy' }
  if (!fits || account === null) return { why: 'wrong-credentials' }
  attempts.succeeded(attempt)
  return null
}

/** Hashes it anew where it was kept at another cost than is asked today; where there is no room now, another time. */
export async function renewHash(parts: Parts, account: Account, password: string): Promise<Account> {
  if (account.password === null || !isOutdated(account.password)) return account
  const renewed = await parts.passwords.hash(password)
  if (renewed === 'busy') return account
  await parts.store.write((trx) => changeAccount(trx, account.id, { password: renewed }))
  return { ...account, password: renewed }
}
