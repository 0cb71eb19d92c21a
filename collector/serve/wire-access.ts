/** The shapes of who may see and do what, as they leave the collector. Times are epoch milliseconds. */
import type { Permission, Role, TokenRole } from '../domain/role.ts'
import type { SatkerType } from '../domain/satker.ts'
import type { LinkStatus } from '../domain/status.ts'

/** `GET /api/entry`: what a page must know before anybody has signed in. */
export interface WireEntry {
  organisation: string
  /** IANA zone of the centre: times that belong to no satker are told in it. */
  timezone: string
  synthetic: boolean
  /** What roles are called here, where it is not the product's own word. */
  roleNames: Partial<Record<Role, string>>
  /** False until the first administrator is made, by the one-time link that the console shows. */
  isSetUp: boolean
  /** What the single sign-on is called; null where there is none. */
  signOn: string | null
  publicPage: boolean
}

/** Everything, or limits: provinces and types narrow each other, single satker come on top. */
export type WireScope = 'everything' | { provinces: string[]; types: SatkerType[]; satker: string[] }

/** `GET /api/session`, and the answer to a sign-in: who is asking. */
export interface WireSession {
  name: string
  role: TokenRole
  /** The role as it is called here. */
  roleName: string
  permissions: Permission[]
  scope: WireScope
  endsAt: number
  /** False for those of a single sign-on, and for tokens. */
  hasPassword: boolean
  hasSecondFactor: boolean
  /** Nothing but setting up a second factor is answered until then. */
  needsSecondFactor: boolean
}

/** `POST /api/session`. The code is asked for by the error `second-factor-required`. */
export interface SignIn {
  name: string
  password: string
  code?: string
}

/** `GET /api/sessions`: one's own. */
export interface WireOwnSession {
  id: string
  began: number
  usedAt: number
  endsAt: number
  /** IP address it was begun from. */
  address: string
  /** User-Agent it was begun by. */
  agent: string
  isThis: boolean
}

/** `POST /api/one-time/look` with `{ link }`. */
export interface WireOneTime {
  /** `set-up`: makes the first administrator, who chooses a name. `password`: sets the password of an account. */
  purpose: 'set-up' | 'password'
  name: string | null
  role: Role
  endsAt: number
}

/** `POST /api/one-time/use`; answers with a session. `name` for `set-up` only. */
export interface UseOneTime {
  link: string
  name?: string
  password: string
}

/** `POST /api/second-factor`: a new secret, not in force until a code of it was confirmed. */
export interface WireSecondFactor {
  /** Base 32. */
  secret: string
  /** otpauth:// for a QR code. */
  uri: string
}

/** `GET /api/accounts`. */
export interface WireAccount {
  id: string
  name: string
  role: Role
  scope: WireScope
  created: number
  disabled: boolean
  by: 'password' | 'sign-on'
  hasPassword: boolean
  hasSecondFactor: boolean
  lastSignIn: number | null
  sessions: number
}

/** A new account, or a reset one: the link is told once. */
export interface WireNewLink {
  account: WireAccount
  /** The path with the secret in its fragment, such as `/masuk#…`. */
  path: string
  endsAt: number
}

/** `GET /api/tokens`. */
export interface WireToken {
  id: string
  name: string
  role: TokenRole
  scope: WireScope
  created: number
  createdBy: string
  endsAt: number
  revoked: boolean
  usedAt: number | null
}

/** The answer to `POST /api/tokens`: the token is told once. */
export interface WireNewToken {
  token: string
  entry: WireToken
}

/** `GET /api/audit`: newest first. */
export interface WireAudit {
  entries: WireAuditEntry[]
  /** Whether there are older ones. */
  more: boolean
  /** Hash of the newest entry of all. */
  head: string | null
}

export interface WireAuditEntry {
  id: number
  at: number
  /** Such as `account:budi`, `token:grafana`, `shell:root`, `nobody`. */
  who: string
  /** Such as `sign-in`, `account.change`. */
  what: string
  /** What it was done to, such as `account:budi`; null where it says itself. */
  subject: string | null
  outcome: 'done' | 'refused'
  before: unknown
  after: unknown
  /** IP address it came from; null for the shell. */
  address: string | null
}

/** `POST /api/satker/{code}/pic/phone`. */
export interface WirePhone {
  phone: string
}

/** `GET /api/public`: sums, and nothing that names an office, an address, a circuit, a device or a person. */
export interface WirePublic {
  at: number
  organisation: string
  synthetic: boolean
  /** One row a Kanwil, by the code of its province; those of too few satker to tell are one row, with `null`. */
  provinces: { province: string | null; satker: number; statuses: Record<LinkStatus | 'none', number> }[]
}
