import type { Account } from '../../db/accounts.ts'
import type { TriedBy } from './attempts.ts'
import type { AccessParts } from './parts.ts'
import { acceptedStep } from './totp.ts'

/** Why a code of a second factor was not compared, or did not fit. */
export type CodeRefusal =
  | { why: 'second-factor-required' | 'wrong-code' | 'second-factor-unreadable' }
  | { why: 'too-many-attempts'; /** Until one may be tried again. */ waitMs: number }

/** The time step of the code, which is still to be taken; null where the account needs none. */
export function checkCode(
  { attempts, clock, keys, log }: Pick<AccessParts, 'attempts' | 'clock' | 'keys' | 'log'>,
  account: Account,
  code: string | undefined,
  by: TriedBy,
): number | null | CodeRefusal {
  if (account.secondFactor === null) return null
  const secret = keys.unseal(account.secondFactor, account.id)
  if (secret === null) {
    log.error('second-factor-unreadable', {
      account: account.name,
      help: 'npm run user -- reset --name NAME',
    })
    return { why: 'second-factor-unreadable' }
  }
  if (code === undefined) return { why: 'second-factor-required' }
  const waitMs = attempts.codeWait(account, by, clock.monotonicMs())
  if (waitMs > 0) return { why: 'too-many-attempts', waitMs }
  const step = acceptedStep(secret, code, clock.now(), account.secondFactorStep)
  if (step !== null) return step
  attempts.wrongCode(account, by, clock.monotonicMs())
  return { why: 'wrong-code' }
}
