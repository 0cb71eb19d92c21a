import type { TokenRole } from './role.ts'
import { everything, type Scope } from './scope.ts'

/** `limited-administrator`: could lift the limit · `boundless-pic`: is for one's own satker · `limited-in-vain`: sees no satker. */
export type ScopeFault = 'limited-administrator' | 'boundless-pic' | 'limited-in-vain'

/** What a role and a scope cannot be together; null where they can. */
export function scopeFault(role: TokenRole, scope: Scope): ScopeFault | null {
  const isLimited = scope !== everything
  if (role === 'administrator') return isLimited ? 'limited-administrator' : null
  if (role === 'pic') return isLimited ? null : 'boundless-pic'
  if (role === 'auditor' || role === 'monitor') return isLimited ? 'limited-in-vain' : null
  return null
}
