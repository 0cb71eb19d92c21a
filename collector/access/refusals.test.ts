import { expect, it } from 'vitest'
import { type Stage, stage, startedAt } from './access.test-kit.ts'

const refusal = { who: 'nobody', what: 'sign-in', subject: 'account:budi', address: '10.20.0.7' }

async function trail({ store, access }: Stage) {
  await access.stop()
  return store.db
    .selectFrom('audit')
    .select(['who', 'what', 'outcome', 'after', 'at'])
    .orderBy('id')
    .execute()
}

it('writes what was refused', async () => {
  const set = await stage()
  set.access.tellRefused({ who: 'account:siti', what: 'audit.read', address: '10.20.0.7' })
  expect(await trail(set)).toEqual([
    { who: 'account:siti', what: 'audit.read', outcome: 'refused', after: null, at: startedAt },
  ])
})

it('writes sixty a minute of a flood, and then how many more there were', async () => {
  const set = await stage()
  for (let times = 0; times < 1_000; times++) set.access.tellRefused(refusal)
  set.clock.advance(60_000)
  set.access.tellRefused(refusal)
  const rows = await trail(set)
  expect(rows).toHaveLength(62)
  expect(rows[60]).toMatchObject({ who: 'collector', what: 'refused.more', after: '{"more":940}' })
  expect(rows[61]).toMatchObject({ what: 'sign-in', at: startedAt + 60_000 })
})

it('tells of what was counted also when it stops', async () => {
  const set = await stage()
  for (let times = 0; times < 61; times++) set.access.tellRefused(refusal)
  expect((await trail(set)).at(-1)).toMatchObject({ what: 'refused.more', after: '{"more":1}' })
})
