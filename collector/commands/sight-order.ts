/** Name, role and scope as they stand on a command line. A text says what was not understood, and what would be right. */
import { accountName, nameRule } from '../access/account-name.ts'
import { provinceOf } from '../domain/province.ts'
import type { TokenRole } from '../domain/role.ts'
import { satkerTypes } from '../domain/satker.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { scopeFault } from '../domain/unfit-scope.ts'
import type { CommandOptions } from './command.ts'

export const scopeLists = ['satker', 'province', 'type']

export function readName({ values }: CommandOptions): { name: string } | string {
  const typed = values.name
  if (typed === undefined) return `--name is missing; ${nameRule}`
  const name = accountName(typed)
  return name === null ? `--name ${typed}: ${nameRule}` : { name }
}

const nothing: Scope = { provinces: [], types: [], satker: [] }

/**
 * Who is to be let in, as what, for what. A PIC without a limit gets the scope of nothing, never that of everything; a
 * limit where it means nothing is left out. Both say so in a note.
 */
export function readSight<Role extends TokenRole>(
  options: CommandOptions,
  roles: readonly Role[],
): { name: string; role: Role; scope: Scope; note: string | null } | string {
  const named = readName(options)
  if (typeof named === 'string') return named
  const roled = readRole(options, roles)
  if (typeof roled === 'string') return roled
  const scoped = readScope(options)
  if (typeof scoped === 'string') return scoped
  const { role } = roled
  const fault = scopeFault(role, scoped.scope)
  if (fault === 'boundless-pic') {
    const note = 'A pic is for their own satker, and sees nothing without --satker, --province or --type.'
    return { ...named, role, scope: nothing, note }
  }
  if (fault === 'limited-in-vain') {
    const note = `The role ${role} sees no satker: --satker, --province and --type are left out.`
    return { ...named, role, scope: everything, note }
  }
  return { ...named, role, ...scoped, note: null }
}

function readRole<Role extends string>(
  { values }: CommandOptions,
  roles: readonly Role[],
): { role: Role } | string {
  const typed = values.role
  const role = roles.find((each) => each === typed?.trim().toLowerCase())
  if (role !== undefined) return { role }
  return `${typed === undefined ? '--role is missing' : `--role ${typed}`}: write one of ${roles.join(', ')}`
}

/** Each may be given again, or with commas; without any it is everything. */
function readScope({ lists }: CommandOptions): { scope: Scope } | string {
  const given = (name: string) =>
    (lists[name] ?? []).flatMap((text) => text.split(',').map((each) => each.trim()))
  const [codes, provinces, types] = [
    given('satker'),
    given('province'),
    given('type').map((type) => type.toLowerCase()),
  ]
  const strange = codes.find((code) => !/^[0-9]{6}$/.test(code))
  if (strange !== undefined) return `--satker ${strange}: write a code of six digits, such as 900001`
  const nowhere = provinces.find((code) => provinceOf(code) === undefined)
  if (nowhere !== undefined)
    return `--province ${nowhere}: write a Kemendagri code of two digits, such as 51 for Bali`
  const known = types.map((type) => satkerTypes.find((each) => each === type))
  if (known.includes(undefined))
    return `--type ${types[known.indexOf(undefined)]}: write one of ${satkerTypes.join(', ')}`
  if (codes.length + provinces.length + types.length === 0) return { scope: everything }
  const some = known.flatMap((type) => type ?? [])
  return {
    scope: { provinces: [...new Set(provinces)], types: [...new Set(some)], satker: [...new Set(codes)] },
  }
}

/** In words, for a list. */
export function scopeInWords(scope: Scope): string {
  if (scope === everything) return everything
  const { provinces, types, satker } = scope
  const named: [string, readonly string[]][] = [
    ['province', provinces],
    ['type', types],
    ['satker', satker],
  ]
  const words = named.flatMap(([what, names]) => (names.length > 0 ? [`${what} ${names.join(',')}`] : []))
  return words.join(' ') || 'nothing'
}
