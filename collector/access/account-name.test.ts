import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountName, nearestName } from './account-name.ts'

it.each([
  ['budi', 'budi'],
  ['Budi.Santoso', 'budi.santoso'],
  [' BUDI ', 'budi'],
  ['ｂｕｄｉ', 'budi'],
  ['198501012010011001', '198501012010011001'],
  ['budi@kemenag.go.id', 'budi@kemenag.go.id'],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['a'.repeat(65), null],
  ['', null],
  ['budi santoso', null],
  ['budi\n', 'budi'],
  ['bu\ndi', null],
  ['bu\u202edi', null],
  ['<b>', null],
  ['аdmin', null],
  ['account:budi', null],
])('%j is the name %j', (typed, name) => expect(accountName(typed)).toBe(name))

it('finds for whatever a provider calls somebody a name that can be one', () => {
  expect(nearestName('Budi Santoso, S.Kom.')).toBe('budi-santoso-s.kom.')
  expect(nearestName('Ñoño')).toBe('nono')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const name = nearestName(given)
      expect(accountName(name)).toBe(name)
    }),
  )
})
