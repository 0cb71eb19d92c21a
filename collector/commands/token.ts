import { findToken, listTokens, type Token, tokensNamed } from '../../db/tokens.ts'
import type { Db } from '../../db/trx.ts'
import { addToken, revokeToken, tokenDays } from '../access/manage-tokens.ts'
import { tokenRoles } from '../domain/role.ts'
import { changing, noteUnknown, tell, withReader, withStore } from './beside.ts'
import { type Command, type CommandOptions, misused, refused } from './command.ts'
import { readName, readSight, scopeInWords, scopeLists } from './sight-order.ts'

export const token: Command = {
  usage: `token add --name NAME --role ROLE [--satker CODE]… [--province CODE]… [--type TYPE]… [--days ${tokenDays.default}]
  token list
  token revoke --name NAME | --id ID`,
  says: `let a program in: prints the token, which is shown only now and goes into Authorization: Bearer. ROLE is
    ${tokenRoles.join(', ')}. All take --data data, also beside a running collector; those that
    change something take --dry-run`,
  options: ['data', 'name', 'role', 'days', 'id'],
  lists: scopeLists,
  flags: ['dry-run'],
  run,
}

async function run(operands: string[], options: CommandOptions): Promise<number> {
  if (operands.length === 1) {
    if (operands[0] === 'add') return add(options)
    if (operands[0] === 'list') return withReader(options, list)
    if (operands[0] === 'revoke') return revoke(options)
  }
  return misused(`write token add, token list or token revoke, not "token ${operands.join(' ')}"`)
}

async function add(options: CommandOptions): Promise<number> {
  const sight = readSight(options, tokenRoles)
  if (typeof sight === 'string') return misused(sight)
  const days = readDays(options)
  if (typeof days === 'string') return misused(days)
  const given = { ...sight, days }
  return withStore(options, { make: true }, async (store) => {
    const added = await changing(store, (trx, deed) => addToken(trx, deed, given))
    if (added === 'limited-administrator')
      return refused('The token of an administrator sees everything: leave out its limits.')
    if (added === 'name-taken')
      return refused(
        `A token named ${given.name} opens something now: revoke it first, or choose another name.`,
      )
    if (typeof added === 'string') throw new Error(`A new token was refused as ${added}.`)
    if (sight.note !== null) console.error(`Note: ${sight.note}`)
    await noteUnknown(store, given.scope)
    if (options.flags['dry-run']) tell(`a token named ${given.name} for ${given.role}.`, options)
    else process.stdout.write(`${added.shown}\n`)
    return 0
  })
}

function readDays({ values }: CommandOptions): number | string {
  const days = values.days ?? String(tokenDays.default)
  if (/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= tokenDays.most) return Number(days)
  return `--days ${days}: write a number from 1 to ${tokenDays.most}`
}

async function list(db: Db): Promise<number> {
  const now = Date.now()
  for (const each of await listTokens(db)) {
    const used = each.usedAt === null ? 'never used' : `used ${isoOf(each.usedAt)}`
    console.log(
      [each.id, each.name, each.role, scopeInWords(each.scope), stateOf(each, now), used].join('  '),
    )
  }
  return 0
}

function stateOf({ revokedAt, endsAt }: Token, now: number): string {
  if (revokedAt !== null) return `revoked ${isoOf(revokedAt)}`
  return endsAt <= now ? `ended ${isoOf(endsAt)}` : `until ${isoOf(endsAt)}`
}

async function revoke(options: CommandOptions): Promise<number> {
  const { id } = options.values
  const named = id === undefined || options.values.name !== undefined ? readName(options) : { name: null }
  if (typeof named === 'string') return misused(named)
  return withStore(options, { make: false }, async (store) => {
    const revoked = await changing(store, async (trx, deed) => {
      const { name } = named
      if (id === undefined) {
        const [found] = name === null ? [] : await tokensNamed(trx, name, deed.at)
        return found === undefined ? 'not-found' : revokeToken(trx, deed, found.id)
      }
      const isOther = name !== null && (await findToken(trx, { id }))?.name !== name
      return isOther ? 'other' : revokeToken(trx, deed, id)
    })
    if (revoked === 'other')
      return misused(`--id ${id} is no token named ${named.name}: give the one or the other`)
    if (typeof revoked === 'string')
      return refused(`There is no such token that opens anything; token list shows them all.`)
    tell(`the token ${revoked.name} (${revoked.id}) is revoked.`, options)
    return 0
  })
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}
