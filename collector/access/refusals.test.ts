import { expect, it } from 'vitest'
import { type Stage, stage, startedAt } from './access.test-kit.ts'

const refusal = {
  who: 'nobody',
  what: 'request.not-signed-in',
  subject: 'GET /metrics',
  address: '10.20.0.7',
}

async function trail({ store, access }: Stage) {
  await access.stop()
  const columns = ['who', 'what', 'outcome', 'after', 'address', 'at'] as const
  return store.db.selectFrom('audit').select(columns).orderBy('id').execute()
}

it('writes what was refused', async () => {
  const set = await stage()
  set.access.tellRefused({ who: 'account:siti', what: 'audit.read', address: '10.20.0.7' })
  expect(await trail(set)).toEqual([
    {
      who: 'account:siti',
      what: 'audit.read',
      outcome: 'refused',
      after: null,
      address: '10.20.0.7',
      at: startedAt,
    },
  ])
})

it('writes ten a minute of one address and kind, and then how many more there were, from where', async () => {
  const set = await stage()
  for (let times = 0; times < 1_000; times++) set.access.tellRefused(refusal)
  set.clock.advance(60_000)
  set.access.tellRefused(refusal)
  const rows = await trail(set)
  expect(rows).toHaveLength(12)
  expect(rows[10]).toMatchObject({
    who: 'collector',
    what: 'refused.more',
    after: '{"what":"request.not-signed-in","more":990}',
    address: '10.20.0.7',
  })
  expect(rows[11]).toMatchObject({ what: 'request.not-signed-in', at: startedAt + 60_000 })
})

it('tells of what was counted also when it stops', async () => {
  const set = await stage()
  for (let times = 0; times < 11; times++) set.access.tellRefused(refusal)
  expect((await trail(set)).at(-1)).toMatchObject({
    what: 'refused.more',
    after: expect.stringContaining('"more":1}'),
  })
})

it('has room for what concerns people, however many strangers flood it', async () => {
  const set = await stage()
  for (let times = 0; times < 50_000; times++) {
    const address = `10.${times % 200}.${(times >> 8) % 250}.1`
    set.access.tellRefused({ ...refusal, address })
  }
  set.access.tellRefused({ ...refusal, what: 'sign-in', subject: 'account:budi', address: '10.77.0.7' })
  set.access.tellRefused({ ...refusal, who: 'account:siti', what: 'request.forbidden', address: '10.77.0.7' })
  const rows = await trail(set)
  const own = rows.filter(({ address }) => address === '10.77.0.7')
  expect(own.map(({ what }) => what)).toEqual(['sign-in', 'request.forbidden'])
  const written = rows.filter(({ what }) => what === refusal.what).length
  const more = rows.filter(({ what }) => what === 'refused.more')
  expect([written, more.length]).toEqual([60, 21])
  const counted = more.reduce((sum, { after }) => sum + (JSON.parse(after ?? '') as { more: number }).more, 0)
  expect(written + counted).toBe(50_000)
})
