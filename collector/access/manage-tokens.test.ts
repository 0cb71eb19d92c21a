import { expect, it } from 'vitest'
import { listTokens } from '../../db/tokens.ts'
import { everything } from '../domain/scope.ts'
import { afar, type Stage, stage, startedAt, trail } from './access.test-kit.ts'
import { addToken, revokeToken } from './manage-tokens.ts'

const deed = { who: 'shell:root', at: startedAt, address: null }
const given = { name: 'grafana', role: 'monitor', scope: everything, days: 365 } as const

const add = ({ store }: Stage, instead: Partial<Parameters<typeof addToken>[2]> = {}) =>
  store.write((trx) => addToken(trx, deed, { ...given, ...instead }))

async function added(set: Stage, instead = {}) {
  const result = await add(set, instead)
  if (typeof result === 'string') throw new Error(result)
  return result
}

it('is shown once, opens, and is kept as its hash', async () => {
  const set = await stage()
  const { shown, token } = await added(set)
  expect(shown).toMatch(/^sck_[A-Za-z0-9_-]{43}$/)
  const caller = await set.access.identify({ cookie: null, bearer: shown }, afar)
  expect(caller).toMatchObject({
    by: 'token',
    id: token.id,
    name: 'grafana',
    endsAt: startedAt + 365 * 86_400_000,
  })
  expect(JSON.stringify([await listTokens(set.store.db), await trail(set)])).not.toContain(shown.slice(4))
  expect(await trail(set)).toMatchObject([
    {
      who: 'shell:root',
      what: 'token.add',
      subject: 'token:grafana',
      after: { id: token.id, role: 'monitor' },
    },
  ])
})

it('is revoked for good, stays in the list, and leaves its name to another', async () => {
  const set = await stage()
  const { shown, token } = await added(set)
  expect(await add(set)).toBe('name-taken')
  for (let times = 0; times < 2; times++)
    await set.store.write((trx) => revokeToken(trx, { ...deed, at: startedAt + 1 + times }, token.id))
  expect(await set.access.identify({ cookie: null, bearer: shown }, afar)).toBeNull()
  expect(await add(set)).toMatchObject({ token: { name: 'grafana' } })
  expect((await listTokens(set.store.db)).map(({ revokedAt }) => revokedAt).toSorted()).toEqual([
    startedAt + 1,
    null,
  ])
  expect((await trail(set)).map(({ what }) => what)).toEqual(['token.add', 'token.revoke', 'token.add'])
  expect(await set.store.write((trx) => revokeToken(trx, deed, 'none'))).toBe('not-found')
})

it('of an administrator sees everything or is refused', async () => {
  const set = await stage()
  const scope = { provinces: ['51'], types: [], satker: [] }
  expect(await add(set, { role: 'administrator', scope })).toBe('limited-administrator')
  expect(await added(set, { role: 'viewer', scope })).toMatchObject({ token: { scope } })
})
