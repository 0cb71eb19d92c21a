import { type Account, accountByName } from '../../db/accounts.ts'
import { listAccounts, type ListedAccount } from '../../db/list-accounts.ts'
import type { Db, Trx } from '../../db/trx.ts'
import type { Deed } from '../access/deed.ts'
import { addAccount, changeAccount, resetAccount } from '../access/manage-accounts.ts'
import { type NewLink, newSetUpLink, pathOfLink } from '../access/one-time.ts'
import { roles } from '../domain/role.ts'
import { changing, noteUnknown, tell, withReader, withStore } from './beside.ts'
import { type Command, type CommandOptions, misused, refused } from './command.ts'
import { passwordFromInput } from './password-input.ts'
import { readName, readSight, scopeInWords, scopeLists } from './sight-order.ts'

export const user: Command = {
  usage: `user add --name NAME --role ROLE [--satker CODE]… [--province CODE]… [--type TYPE]… [--password-stdin]
  user list
  user disable|enable|reset --name NAME
  user link`,
  says: `let a person in: prints the address at which the password is set once (its beginning is --url
    http://127.0.0.1:8080), or takes the password from the first line of standard input. ROLE is
    ${roles.join(', ')}. A reset voids password, second factor and sessions;
    link makes the first administrator. All take --data data, also beside a running collector; those that change
    something take --dry-run`,
  options: ['data', 'name', 'role', 'url'],
  lists: scopeLists,
  flags: ['password-stdin', 'dry-run'],
  run,
}

const acts: Record<string, (options: CommandOptions, base: string) => Promise<number>> = {
  add,
  list: (options) => withReader(options, list),
  disable: (options) => change(options, true),
  enable: (options) => change(options, false),
  reset,
  link,
}

async function run(operands: string[], options: CommandOptions): Promise<number> {
  const [act = ''] = operands
  if (operands.length !== 1 || !Object.hasOwn(acts, act))
    return misused(`write user ${Object.keys(acts).join(', user ')}, not "user ${operands.join(' ')}"`)
  const base = readBase(options)
  return base === null
    ? misused(
        `--url ${options.values.url}: write the beginning of the page's address, such as https://satker.example`,
      )
    : acts[act]!(options, base)
}

function readBase({ values }: CommandOptions): string | null {
  const typed = values.url ?? 'http://127.0.0.1:8080'
  const url = URL.canParse(typed) ? new URL(typed) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.username === ''
    ? url.origin
    : null
}

async function add(options: CommandOptions, base: string): Promise<number> {
  const given = readSight(options, roles)
  if (typeof given === 'string') return misused(given)
  const password = options.flags['password-stdin'] ? await passwordFromInput(given.name) : null
  if (password !== null && 'why' in password) return refused(password.why)
  return withStore(options, { make: true }, async (store) => {
    const whole = { ...given, ...(password && { password: password.hash }) }
    const added = await changing(store, (trx, deed) => addAccount(trx, deed, whole))
    if (added === 'name-taken')
      return refused(`There is an account named ${given.name}; choose another name.`)
    if (added === 'limited-administrator')
      return refused('An administrator sees everything: leave out the limits.')
    if (typeof added === 'string') throw new Error(`Adding an account was refused as ${added}.`)
    if (given.note !== null) console.error(`Note: ${given.note}`)
    await noteUnknown(store, given.scope)
    tell(`the account ${given.name} (${given.role}, ${scopeInWords(given.scope)}) is made.`, options)
    if (added.link !== null) showLink(options, base, added.link)
    return 0
  })
}

async function list(db: Db): Promise<number> {
  const now = Date.now()
  for (const each of await listAccounts(db, { now, usedSince: 0 })) {
    const last =
      each.lastSignIn === null ? 'never signed in' : `signed in ${new Date(each.lastSignIn).toISOString()}`
    console.log([each.name, each.role, scopeInWords(each.scope), waysIn(each), last].join('  '))
  }
  return 0
}

function waysIn({ disabledAt, signOn, password, secondFactor }: ListedAccount): string {
  if (disabledAt !== null) return 'disabled'
  if (signOn !== null) return 'single sign-on'
  if (password === null) return 'no password yet'
  return secondFactor === null ? 'password' : 'password and second factor'
}

async function change(options: CommandOptions, disabled: boolean): Promise<number> {
  return withNamed(
    options,
    (trx, deed, { id }) => changeAccount(trx, deed, id, { disabled }),
    (changed) => {
      tell(
        `the account ${changed.name} is ${disabled ? 'disabled, and its sessions have ended' : 'enabled'}.`,
        options,
      )
    },
  )
}

async function reset(options: CommandOptions, base: string): Promise<number> {
  return withNamed(
    options,
    (trx, deed, { id }) => resetAccount(trx, deed, id),
    ({ account, link }) => {
      tell(`password, second factor and sessions of ${account.name} are void.`, options)
      showLink(options, base, link)
    },
  )
}

async function withNamed<Done extends object>(
  options: CommandOptions,
  act: (trx: Trx, deed: Deed, account: Account) => Promise<Done | string>,
  then: (done: Done) => void,
): Promise<number> {
  const named = readName(options)
  if (typeof named === 'string') return misused(named)
  return withStore(options, { make: false }, async (store) => {
    const done = await changing(store, async (trx, deed) => {
      const account = await accountByName(trx, named.name)
      return account === null ? 'not-found' : act(trx, deed, account)
    })
    if (typeof done === 'string') return refused(whyNot(done, named.name))
    then(done)
    return 0
  })
}

function whyNot(why: string, name: string): string {
  if (why === 'not-found') return `There is no account named ${name}; user list shows them all.`
  if (why === 'last-administrator')
    return `${name} is the last administrator who can sign in; make another one first.`
  if (why === 'by-sign-on')
    return `${name} comes by single sign-on: password and second factor are its provider's matter.`
  throw new Error(`It was refused as ${why}.`)
}

async function link(options: CommandOptions, base: string): Promise<number> {
  return withStore(options, { make: true }, async (store) => {
    const made = await changing(store, (trx, deed) => newSetUpLink(trx, deed.at))
    if (made === null)
      return refused('There is an account already; user add makes another, user reset a new link for one.')
    showLink(options, base, made)
    return 0
  })
}

/** A trial has made none. */
function showLink({ flags }: CommandOptions, base: string, made: NewLink): void {
  if (flags['dry-run']) return console.error('Would be shown: an address at which the password is set.')
  console.error(`Good once, until ${new Date(made.endsAt).toISOString()}:`)
  console.log(base + pathOfLink(made))
}
