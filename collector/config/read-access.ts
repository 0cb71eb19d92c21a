/** Reads `access`: how long a session lasts, what roles are called here, and who comes in by a single sign-on. */
import { defaultAccess, type SignOn } from '../domain/access-settings.ts'
import { type Role, roles } from '../domain/role.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { satkerTypes } from '../domain/satker.ts'
import { Secret } from '../domain/secret.ts'
import { type ScopeFault, scopeFault } from '../domain/unfit-scope.ts'
import { isSecure } from '../domain/secure-url.ts'
import type { AccessDraft } from './draft.ts'
import { formatDuration } from './duration.ts'
import { type Fields, listOf, mapOf, type Reader } from './map.ts'
import { codeName, type Name } from './name.ts'
import { digits, duration, oneOf, secretText, text, truth, url } from './scalars.ts'

const minute = 60_000
const hour = 60 * minute

export const noAccessSaid: AccessDraft = { settings: defaultAccess, signOnSecret: null, satker: [] }

export function readAccess(fields: Fields): AccessDraft {
  const roleNames = fields.withDefault('roles', mapOf(readRoleNames), {})
  const idleMs = fields.withDefault('idle', duration(minute, 24 * hour), defaultAccess.idleMs)
  const longestMs = fields.withDefault(
    'longest',
    duration(5 * minute, 7 * 24 * hour),
    defaultAccess.longestMs,
  )
  if (longestMs < idleMs) {
    const culprit = fields.at('longest') ?? fields.at('idle') ?? fields.entry
    culprit.complain(
      `longest (${formatDuration(longestMs)}) is shorter than idle (${formatDuration(idleMs)}); a session that is used must not end before one that is not`,
    )
  }
  const publicPage = fields.withDefault('public_page', truth, defaultAccess.publicPage)
  const said = fields.optional('sign_on', mapOf(readSignOn))
  return {
    settings: { roleNames, idleMs, longestMs, publicPage, signOn: said?.signOn ?? null },
    signOnSecret: said?.secret ?? null,
    satker: said?.satker ?? [],
  }
}

function readRoleNames(fields: Fields): Partial<Record<Role, string>> {
  const names: Partial<Record<Role, string>> = {}
  for (const role of roles) {
    const name = fields.optional(role, text)
    if (name !== null) names[role] = name
  }
  return names
}

const noSecret = 'write what the provider gave, or leave the key out for a client without one'

function readSignOn(fields: Fields): { signOn: SignOn; secret: Secret | null; satker: Name[] } {
  const name = fields.required('name', text, '', 'SSO Contoh')
  const issuerUrl = fields.required('issuer', issuer, '', 'https://sso.example.go.id/')
  const clientId = fields.required('client', text, '', 'satker-connected')
  const secret = fields.filled('secret', secretText(noSecret), noSecret)
  const claim = fields.withDefault('claim', text, 'groups')
  const rules = fields.required('roles', rulesList, [], '[{ value: pusdatin-admin, role: administrator }]')
  return {
    signOn: {
      name,
      issuer: issuerUrl,
      clientId,
      claim,
      roles: rules.map(({ value, role, scope }) => ({ value: value.text, role, scope })),
    },
    secret: secret === null ? null : new Secret(secret),
    satker: rules.flatMap(({ satker }) => satker),
  }
}

/** OpenID Connect Discovery 1.0, section 3: a URL without query and fragment, to which a well-known path is put. */
const issuer: Reader<string> = (entry) => {
  const href = url(entry)
  if (href === undefined) return undefined
  if (!isSecure(new URL(href))) {
    return entry.complain('is http, over which anybody on the way could sign in as another; write https://…')
  }
  if (!href.includes('/.well-known/') && !/[?#]/.test(href)) return href
  return entry.complain(
    'is more than the issuer; write what stands before /.well-known/openid-configuration, without ? and #',
  )
}

interface Rule {
  value: Name
  role: Role
  scope: Scope
  satker: Name[]
}

const valueName: Reader<Name> = (entry) => {
  const value = text(entry)
  return value === undefined ? undefined : { text: value, entry }
}

const cures: Record<ScopeFault, string> = {
  'limited-administrator':
    'limits an administrator, who could lift the limit; leave province, type and satker out, or write another role',
  'boundless-pic': 'lets a pic see everything, who is for their own satker; write province, type or satker',
  'limited-in-vain':
    'limits an auditor, who sees no satker; leave province, type and satker out, or write another role',
}

const readRule: Reader<Rule> = mapOf((fields) => {
  const value = fields.required('value', valueName, { text: '', entry: fields.entry }, 'pusdatin-admin')
  const role = fields.required('role', oneOf(...roles), 'viewer', roles.join(' | '))
  const { scope, satker } = readScope(fields)
  const fault = scopeFault(role, scope)
  if (fault !== null) fields.entry.complain(cures[fault])
  return { value, role, scope, satker }
})

const rulesList: Reader<Rule[]> = (entry) => {
  const rules = atLeastOne(
    readRule,
    'nobody could sign in; write a value and a role, or remove sign_on',
  )(entry)
  const seen = new Set<string>()
  for (const { value } of rules ?? []) {
    if (seen.has(value.text)) {
      value.entry.complain(
        `${value.entry.written} has a rule before this one, and the first counts; keep one`,
      )
    }
    if (value.text !== '') seen.add(value.text)
  }
  return rules
}

const nobody = 'name at least one, or leave the key out for no limit'

/** A key that is there without a value is never taken as no limit at all. */
function readScope(fields: Fields): { scope: Scope; satker: Name[] } {
  const limit = <T>(key: string, read: Reader<T>): T[] =>
    fields.filled(key, atLeastOne(read, nobody), nobody) ?? []
  const provinces = limit('province', digits(2, '31'))
  const types = limit('type', oneOf(...satkerTypes))
  const satker = limit('satker', codeName)
  const isLimited = ['province', 'type', 'satker'].some((key) => fields.at(key))
  const limits = { provinces, types, satker: satker.map((code) => code.text) }
  return { scope: isLimited ? limits : everything, satker }
}

/** `why` says what comes of an empty list. */
function atLeastOne<T>(read: Reader<T>, why: string): Reader<T[]> {
  return (entry) => {
    if (entry.isList && entry.items().length === 0) return entry.complain(`is empty: ${why}`)
    return listOf(read)(entry)
  }
}
