import { expect, it } from 'vitest'
import { accountName } from './account-name.ts'

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
