/** Who may sign in, and what they may see and do: for administrators. */
import type { FastifyInstance } from 'fastify'
import { listAccounts, type ListedAccount } from '../../db/list-accounts.ts'
import { accountName, nameRule } from '../access/account-name.ts'
import { type AccountChanges, addAccount, changeAccount, resetAccount } from '../access/manage-accounts.ts'
import { type NewLink, pathOfLink } from '../access/one-time.ts'
import { writtenEachMs } from '../access/uses.ts'
import { type Role, roles } from '../domain/role.ts'
import type { Scope } from '../domain/scope.ts'
import type { AccessDeps } from './access-deps.ts'
import { manageError } from './access-refusal.ts'
import { flag, oneOf, optional, type Read, readBody, scope, textOf, takesNone } from './body.ts'
import { deedOf } from './deed-of.ts'
import { refuse } from './parameters.ts'
import { wireScope } from './session-wire.ts'
import type { WireAccount, WireNewLink } from './wire-access.ts'

interface OneAccount {
  Params: { id: string }
}

/** A name in the form that it is kept in. */
export const nameField: Read<string> = (value, field) => {
  const name = accountName(textOf(4_096)(value, field))
  if (name === null) throw refuse(`${field} cannot be that: ${nameRule}.`)
  return name
}

export function addAccountApi(app: FastifyInstance, deps: AccessDeps): void {
  const { clock } = deps
  const { store, settings, changed } = deps.accounts.parts

  app.get('/api/accounts', async (request): Promise<{ accounts: WireAccount[] }> => {
    takesNone(request)
    return { accounts: await accountsOf(deps) }
  })

  app.post('/api/accounts', async (request): Promise<WireNewLink> => {
    takesNone(request)
    const given = readBody<{ name: string; role: Role; scope: Scope }>(request.body, {
      name: nameField,
      role: oneOf(roles),
      scope,
    })
    const added = await store.write((trx) => addAccount(trx, deedOf(request, clock), given))
    if (typeof added === 'string') throw manageError('account', added)
    if (added.link === null) throw new Error('An account was made without its link.')
    changed()
    return newLink(deps, added.account.id, added.link)
  })

  app.patch<OneAccount>('/api/accounts/:id', async (request): Promise<WireAccount> => {
    takesNone(request)
    const changes = readBody<AccountChanges>(request.body, {
      role: optional(oneOf(roles)),
      scope: optional(scope),
      disabled: optional(flag),
    })
    const { id } = request.params
    const may = { hasSignOn: settings().signOn !== null }
    const account = await store.write((trx) => changeAccount(trx, deedOf(request, clock), id, changes, may))
    if (typeof account === 'string') throw manageError('account', account)
    changed()
    return oneAccount(deps, id)
  })

  app.post<OneAccount>('/api/accounts/:id/reset', async (request): Promise<WireNewLink> => {
    takesNone(request)
    const { id } = request.params
    const done = await store.write((trx) => resetAccount(trx, deedOf(request, clock), id))
    if (typeof done === 'string') throw manageError('account', done)
    changed()
    return newLink(deps, id, done.link)
  })
}

async function newLink(deps: AccessDeps, id: string, link: NewLink): Promise<WireNewLink> {
  return { account: await oneAccount(deps, id), path: pathOfLink(link), endsAt: link.endsAt }
}

async function oneAccount(deps: AccessDeps, id: string): Promise<WireAccount> {
  const [account] = await accountsOf(deps, id)
  if (account === undefined) throw new Error(`The account ${id} is gone.`)
  return account
}

async function accountsOf({ accounts, access, clock }: AccessDeps, id?: string): Promise<WireAccount[]> {
  const now = clock.now()
  const limits = { now, usedSince: now - access().idleMs - writtenEachMs }
  return (await listAccounts(accounts.parts.store.db, limits, id)).map(wireAccount)
}

function wireAccount(account: ListedAccount): WireAccount {
  return {
    id: account.id,
    name: account.name,
    role: account.role,
    scope: wireScope(account.scope),
    created: account.createdAt,
    disabled: account.disabledAt !== null,
    by: account.signOn === null ? 'password' : 'sign-on',
    hasPassword: account.password !== null,
    hasSecondFactor: account.secondFactor !== null,
    lastSignIn: account.lastSignIn,
    sessions: account.sessions,
  }
}
