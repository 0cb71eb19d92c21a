import { expect, it } from 'vitest'
import { tokenRoles, type TokenRole } from './role.ts'
import { everything, type Scope } from './scope.ts'
import { type ScopeFault, scopeFault } from './unfit-scope.ts'

const bali: Scope = { provinces: ['51'], types: [], satker: [] }

const faults: Record<TokenRole, [ofEverything: ScopeFault | null, ofBali: ScopeFault | null]> = {
  administrator: [null, 'limited-administrator'],
  operator: [null, null],
  pic: ['boundless-pic', null],
  viewer: [null, null],
  auditor: [null, 'limited-in-vain'],
  monitor: [null, 'limited-in-vain'],
}

it.each(tokenRoles)('knows with which scopes a role of %s makes sense', (role) => {
  expect([scopeFault(role, everything), scopeFault(role, bali)]).toEqual(faults[role])
})
