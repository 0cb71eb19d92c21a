import { expect, test } from 'vitest'
import type { SignOn } from '../domain/access-settings.ts'
import { everything } from '../domain/scope.ts'
import { hasClaim, nameIn, ruleFor } from './sign-on-claims.ts'
import { settingsFor } from './sign-on.test-kit.ts'

test.each<[object, string]>([
  [{ sub: 's', email: 'a@b.id', preferred_username: ' budi ' }, 'budi'],
  [{ sub: 's', email: 'a@b.id', preferred_username: ' ' }, 'a@b.id'],
  [{ sub: 's', email: ['a@b.id'], preferred_username: 7 }, 's'],
  [{ sub: 's', preferred_username: 'bu\u0000di\n\u202esantoso' }, 'budisantoso'],
  [{ sub: 's', preferred_username: '😀'.repeat(70) }, '😀'.repeat(64)],
])('of %j the name is %s', (claims, name) => {
  expect(nameIn({ ...claims })).toBe(name)
})

test.each<[unknown, string | null]>([
  ['b', 'viewer'],
  [['x', 'b', 'a'], 'administrator'],
  [['B', 'b '], null],
  ['a,b', null],
  [{ a: true }, null],
  [[['a']], null],
  [null, null],
])('groups of %j give %s', (groups, role) => {
  const roles: SignOn['roles'] = [
    { value: 'a', role: 'administrator', scope: everything },
    { value: 'b', role: 'viewer', scope: everything },
  ]
  const rule = ruleFor({ groups }, settingsFor('https://sso.example.go.id', { roles }))
  expect(rule?.role ?? null).toBe(role)
})

test.each(['constructor', '__proto__', 'toString'])('a claim %s that is not told is not there', (claim) => {
  expect(hasClaim({}, claim)).toBe(false)
})
