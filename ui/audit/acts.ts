/** The acts that the audit trail is known to hold; one that is not here yet is shown by the name it was kept under. */
import type { WordKey } from '../parts/words.ts'

export const acts = [
  'sign-in',
  'sign-out',
  'session.end',
  'password.change',
  'password.check',
  'second-factor.set',
  'second-factor.remove',
  'one-time.use',
  'account.add',
  'account.change',
  'account.disable',
  'account.enable',
  'account.reset',
  'token.add',
  'token.revoke',
  'pic.reveal',
  'pic.confirm',
  'audit.read',
  'audit.export',
  'configuration.load',
  'refused.more',
] as const

export function actWord(what: string): WordKey | null {
  const act = acts.find((known) => known === what)
  return act ? `act.${act}` : null
}

const fields = [
  'role',
  'scope',
  'provinces',
  'types',
  'satker',
  'disabled',
  'reason',
  'session',
  'sessions',
  'name',
  'days',
  'password',
  'secondFactor',
  'endsAt',
  'organisation',
  'synthetic',
  'routers',
  'links',
  'access',
  'roleNames',
  'idleMs',
  'longestMs',
  'publicPage',
  'credentials',
  'address',
  'what',
  'count',
] as const

/** A path within what was kept, each part of it in the reader's words where there are any. */
export function fieldText(path: string, t: (key: WordKey) => string): string {
  return path
    .split('.')
    .map((part) => {
      const field = fields.find((known) => known === part)
      return field ? t(`field.${field}`) : part
    })
    .join(' · ')
}
