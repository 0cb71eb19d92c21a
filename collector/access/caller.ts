import type { TokenRole } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'

/** Whose request it is, and what may be answered to it. */
export interface Caller {
  by: 'session' | 'token'
  /** Of the session or the token, as it stands in lists; it opens nothing. */
  id: string
  /** Of its account; null for a token. */
  account: string | null
  /** Of the account or the token. */
  name: string
  role: TokenRole
  scope: Scope
  /** When it ends at the latest; epoch milliseconds. */
  endsAt: number
  /** Whether it came from this machine, where no second factor is asked for. */
  isLoopback: boolean
  /** True until an administrator beyond loopback has a second factor: nothing but setting one up is answered. */
  needsSecondFactor: boolean
}
