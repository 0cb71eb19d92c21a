/** The collector's HTTP interface to who may see and do what, typed. */
import { createContext } from 'svelte'
import type { Role, TokenRole } from '../../collector/domain/role.ts'
import type {
  SignIn,
  UseOneTime,
  WireAccount,
  WireAudit,
  WireEntry,
  WireNewLink,
  WireNewToken,
  WireOneTime,
  WireOwnSession,
  WirePublic,
  WireScope,
  WireSecondFactor,
  WireSession,
  WireToken,
} from '../../collector/serve/wire-access.ts'
import { createRequests, searchOf, type ApiAnswer, type NamedFile, type Requests } from '../parts/request.ts'

export interface AccessApi {
  entry(): Promise<ApiAnswer<WireEntry>>
  session(): Promise<ApiAnswer<WireSession>>
  signIn(given: SignIn): Promise<ApiAnswer<WireSession>>
  signOut(): Promise<ApiAnswer<null>>
  sessions(): Promise<ApiAnswer<WireOwnSession[]>>
  endSession(id: string): Promise<ApiAnswer<null>>
  endOtherSessions(): Promise<ApiAnswer<null>>
  changePassword(current: string, next: string): Promise<ApiAnswer<null>>
  beginSecondFactor(proof: Proof): Promise<ApiAnswer<WireSecondFactor>>
  confirmSecondFactor(code: string): Promise<ApiAnswer<WireSession>>
  removeSecondFactor(proof: Proof): Promise<ApiAnswer<null>>
  look(link: string): Promise<ApiAnswer<WireOneTime>>
  useLink(given: UseOneTime): Promise<ApiAnswer<WireSession>>
  accounts(): Promise<ApiAnswer<WireAccount[]>>
  addAccount(given: NewAccount): Promise<ApiAnswer<WireNewLink>>
  changeAccount(id: string, change: AccountChange): Promise<ApiAnswer<WireAccount>>
  resetAccount(id: string): Promise<ApiAnswer<WireNewLink>>
  tokens(): Promise<ApiAnswer<WireToken[]>>
  addToken(given: NewToken): Promise<ApiAnswer<WireNewToken>>
  revokeToken(id: string): Promise<ApiAnswer<null>>
  audit(query: AuditQuery): Promise<ApiAnswer<WireAudit>>
  /** The same entries as a file. */
  auditCsv(query: AuditQuery): Promise<ApiAnswer<NamedFile>>
  sums(): Promise<ApiAnswer<WirePublic>>
}

/** That it is still oneself. */
export interface Proof {
  password: string
  /** Of the second factor that is in force; left out where there is none. */
  code?: string
}

export interface NewAccount {
  name: string
  role: Role
  scope: WireScope
}

export interface AccountChange {
  role?: Role
  scope?: WireScope
  disabled?: boolean
}

export interface NewToken {
  name: string
  role: TokenRole
  scope: WireScope
  /** Until it ends: 1..3650. */
  days: number
}

export interface AuditQuery {
  /** Epoch milliseconds; half-open. */
  from?: number
  to?: number
  who?: string
  what?: string
  outcome?: string
  /** Id: only older ones. */
  before?: number
}

export function createAccessApi(requests: Requests = createRequests()): AccessApi {
  const { get, file, send } = requests
  const account = (id: string) => `/api/accounts/${encodeURIComponent(id)}`
  const list = async <T>(path: string, name: string): Promise<ApiAnswer<T[]>> => {
    const answer = await get<Record<string, T[]>>(path)
    return answer.ok ? { ok: true, value: answer.value[name] ?? [] } : answer
  }
  return {
    entry: () => get('/api/entry'),
    session: () => get('/api/session'),
    signIn: (given) => send('POST', '/api/session', given),
    signOut: () => send('DELETE', '/api/session'),
    sessions: () => list('/api/sessions', 'sessions'),
    endSession: (id) => send('DELETE', `/api/sessions/${encodeURIComponent(id)}`),
    endOtherSessions: () => send('DELETE', '/api/sessions'),
    changePassword: (current, next) => send('POST', '/api/password', { current, next }),
    beginSecondFactor: (proof) => send('POST', '/api/second-factor', proof),
    confirmSecondFactor: (code) => send('POST', '/api/second-factor/confirm', { code }),
    removeSecondFactor: (proof) => send('DELETE', '/api/second-factor', proof),
    look: (link) => send('POST', '/api/one-time/look', { link }),
    useLink: (given) => send('POST', '/api/one-time/use', given),
    accounts: () => list('/api/accounts', 'accounts'),
    addAccount: (given) => send('POST', '/api/accounts', given),
    changeAccount: (id, change) => send('PATCH', account(id), change),
    resetAccount: (id) => send('POST', `${account(id)}/reset`),
    tokens: () => list('/api/tokens', 'tokens'),
    addToken: (given) => send('POST', '/api/tokens', given),
    revokeToken: (id) => send('DELETE', `/api/tokens/${encodeURIComponent(id)}`),
    audit: (query) => get(`/api/audit?${searchOf({ ...query })}`),
    auditCsv: (query) => file(`/api/audit.csv?${searchOf({ ...query })}`),
    sums: () => get('/api/public'),
  }
}

export const [getAccessApi, setAccessApi] = createContext<AccessApi>()
