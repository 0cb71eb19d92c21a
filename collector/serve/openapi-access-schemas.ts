/** The shapes of wire-access.ts, as JSON Schema. */
import { permissionsOf, roles, tokenRoles } from '../domain/role.ts'
import { satkerTypes } from '../domain/satker.ts'
import { everything } from '../domain/scope.ts'
import { linkStatuses } from '../domain/status.ts'
import { count, flag, list, orNull, satkerCode, type Schema, schemaRef, shape, text, time } from './schema.ts'
import type {
  SignIn,
  UseOneTime,
  WireAccount,
  WireAudit,
  WireAuditEntry,
  WireEntry,
  WireNewLink,
  WireNewToken,
  WireOneTime,
  WireOwnSession,
  WirePhone,
  WirePublic,
  WireSecondFactor,
  WireSession,
  WireToken,
} from './wire-access.ts'

const role: Schema = { type: 'string', enum: roles }
const tokenRole: Schema = { type: 'string', enum: tokenRoles }
const scope = schemaRef('Scope')
const province: Schema = { type: 'string', pattern: '^\\d{2}$' }
const permissions = [...new Set(tokenRoles.flatMap(permissionsOf))]
const body = (properties: Record<string, Schema>, optional: string[] = []): Schema =>
  shape<Record<string, unknown>>(properties, optional)

export const accessSchemas: Record<string, Schema> = {
  Entry: shape<WireEntry>({
    organisation: text,
    timezone: text,
    synthetic: flag,
    roleNames: body(Object.fromEntries(roles.map((each) => [each, text])), [...roles]),
    isSetUp: flag,
    signOn: orNull(text),
    publicPage: flag,
  }),
  Scope: {
    oneOf: [
      { type: 'string', const: everything },
      body({
        provinces: list(province),
        types: list({ type: 'string', enum: satkerTypes }),
        satker: list(satkerCode),
      }),
    ],
  },
  Session: shape<WireSession>({
    name: text,
    role: tokenRole,
    roleName: text,
    permissions: list({ type: 'string', enum: permissions }),
    scope,
    endsAt: time,
    hasPassword: flag,
    hasSecondFactor: flag,
    needsSecondFactor: flag,
  }),
  Sessions: body({ sessions: list(schemaRef('OwnSession')) }),
  OwnSession: shape<WireOwnSession>({
    id: text,
    began: time,
    usedAt: time,
    endsAt: time,
    address: text,
    agent: text,
    isThis: flag,
  }),
  SignIn: shape<SignIn>({ name: text, password: text, code: text }, ['code']),
  OwnProof: body(
    {
      password: text,
      code: { ...text, description: 'Of the second factor that is in force, where there is one.' },
    },
    ['code'],
  ),
  PasswordChange: body({ current: text, next: text }),
  Code: body({ code: { type: 'string', pattern: '^\\d{6}$' } }),
  SecondFactor: shape<WireSecondFactor>({ secret: text, uri: text }),
  OneTimeLink: body({ link: text }),
  OneTime: shape<WireOneTime>({
    purpose: { type: 'string', enum: ['set-up', 'password'] },
    name: orNull(text),
    role,
    endsAt: time,
  }),
  UseOneTime: shape<UseOneTime>({ link: text, name: text, password: text }, ['name']),
  Accounts: body({ accounts: list(schemaRef('Account')) }),
  Account: shape<WireAccount>({
    id: text,
    name: text,
    role,
    scope,
    created: time,
    disabled: flag,
    by: { type: 'string', enum: ['password', 'sign-on'] },
    hasPassword: flag,
    hasSecondFactor: flag,
    lastSignIn: orNull(time),
    sessions: count,
  }),
  NewAccount: body({ name: text, role, scope }),
  AccountChange: body({ role, scope, disabled: flag }, ['role', 'scope', 'disabled']),
  NewLink: shape<WireNewLink>({ account: schemaRef('Account'), path: text, endsAt: time }),
  Tokens: body({ tokens: list(schemaRef('Token')) }),
  Token: shape<WireToken>({
    id: text,
    name: text,
    role: tokenRole,
    scope,
    created: time,
    createdBy: text,
    endsAt: time,
    revoked: flag,
    usedAt: orNull(time),
  }),
  NewTokenOrder: body({
    name: text,
    role: tokenRole,
    scope,
    days: { type: 'integer', minimum: 1, maximum: 3_650 },
  }),
  NewToken: shape<WireNewToken>({ token: text, entry: schemaRef('Token') }),
  Phone: shape<WirePhone>({ phone: text }),
  Audit: shape<WireAudit>({ entries: list(schemaRef('AuditEntry')), more: flag, head: orNull(text) }),
  AuditEntry: shape<WireAuditEntry>({
    id: count,
    at: time,
    who: text,
    what: text,
    subject: orNull(text),
    outcome: { type: 'string', enum: ['done', 'refused'] },
    before: { description: 'Any JSON; secrets as fingerprints.' },
    after: { description: 'Any JSON; secrets as fingerprints.' },
    address: orNull(text),
  }),
  Public: shape<WirePublic>({
    at: time,
    organisation: text,
    synthetic: flag,
    provinces: list(
      body({
        province: orNull(province),
        satker: count,
        statuses: body(Object.fromEntries([...linkStatuses, 'none'].map((status) => [status, count]))),
      }),
    ),
  }),
}
