import { describe, expect, it } from 'vitest'
import { everything } from '../domain/scope.ts'
import { afar, anAccount, type Stage, stage, startedAt, trail } from './access.test-kit.ts'
import { enterBySignOn } from './enter-by-sign-on.ts'
import { type AccountChanges, addAccount, changeAccount } from './manage-accounts.ts'
import { addToken } from './manage-tokens.ts'
import { lookAtLink } from './one-time.ts'

const deed = { who: 'account:siti', at: startedAt, address: null }
const administrator = { role: 'administrator', password: 'x', scope: everything } as const

/** A token that the shell, or somebody, made. */
async function made({ store }: Stage, name: string, who: string): Promise<string> {
  const given = { name, role: 'viewer', scope: everything, days: 1 } as const
  const added = await store.write((trx) => addToken(trx, { ...deed, who }, given))
  if (typeof added === 'string') throw new Error(added)
  return added.shown
}

const opens = async ({ access }: Stage, bearer: string) =>
  (await access.identify({ cookie: null, bearer }, afar)) !== null

describe('the tokens of an administrator', () => {
  const ends: [what: string, changes: AccountChanges, because: string][] = [
    ['is disabled', { disabled: true }, 'its maker was disabled'],
    ['becomes another', { role: 'operator' }, 'its maker is no administrator any more'],
  ]
  it.each(ends)('are revoked with one who %s, and no others', async (_, changes, because) => {
    const set = await stage()
    const budi = await anAccount(set.store, administrator)
    await anAccount(set.store, { ...administrator, name: 'siti' })
    const theirs = [await made(set, 'satu', 'account:budi'), await made(set, 'dua', 'account:budi')]
    const others = [await made(set, 'tiga', 'account:siti'), await made(set, 'empat', 'shell:root')]
    await set.store.write((trx) => changeAccount(trx, deed, budi.id, changes))
    for (const each of theirs) expect(await opens(set, each)).toBe(false)
    for (const each of others) expect(await opens(set, each)).toBe(true)
    const told = (await trail(set)).filter(({ what }) => what === 'token.revoke')
    expect(told).toMatchObject([
      { who: 'account:siti', subject: 'token:satu', after: { because } },
      { who: 'account:siti', subject: 'token:dua', after: { because } },
    ])
  })

  it('are revoked with one whose provider makes them another', async () => {
    const set = await stage()
    const vouched = { subject: 'sso 1', name: 'budi', role: 'administrator', scope: everything } as const
    await enterBySignOn(set.access.parts, vouched, afar)
    const token = await made(set, 'satu', 'account:budi')
    await enterBySignOn(set.access.parts, vouched, afar)
    expect(await opens(set, token)).toBe(true)
    await enterBySignOn(set.access.parts, { ...vouched, role: 'viewer' }, afar)
    expect(await opens(set, token)).toBe(false)
  })
})

it.each<[AccountChanges]>([
  [{ role: 'operator' }],
  [{ scope: { provinces: ['51'], types: [], satker: [] } }],
])('a one-time link opens nothing after the change %j of whom it is for', async (changes) => {
  const set = await stage()
  const given = { name: 'budi', role: 'viewer', scope: everything } as const
  const added = await set.store.write((trx) => addAccount(trx, deed, given))
  if (typeof added === 'string') throw new Error(added)
  const secret = added.link!.secret
  expect(await lookAtLink(set.access.parts, secret)).not.toBeNull()
  await set.store.write((trx) => changeAccount(trx, deed, added.account.id, changes))
  expect(await lookAtLink(set.access.parts, secret)).toBeNull()
})
