/** What a provider says of a person, and what follows from it here. */
import type { SignOn } from '../domain/access-settings.ts'

export type Claims = Readonly<Record<string, unknown>>

const longestName = 64

/** The first that is told of: preferred_username, email, sub. Without control characters, at most 64 characters. */
export function nameIn(claims: Claims): string {
  const names = ['preferred_username', 'email', 'sub'].map((key) => {
    const told = claims[key]
    return typeof told === 'string' ? told.replaceAll(/\p{C}/gu, '').trim() : ''
  })
  return [...(names.find((name) => name !== '') ?? '')].slice(0, longestName).join('').trim()
}

export function hasClaim(claims: Claims, claim: string): boolean {
  return Object.hasOwn(claims, claim)
}

/** The first rule whose value is the claim, or one in its list; null where none fits. */
export function ruleFor(claims: Claims, { claim, roles }: SignOn): SignOn['roles'][number] | null {
  const told = hasClaim(claims, claim) ? claims[claim] : []
  const values: unknown[] = Array.isArray(told) ? told : [told]
  return roles.find(({ value }) => values.includes(value)) ?? null
}
