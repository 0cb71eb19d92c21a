import { describe, expect, it } from 'vitest'
import type { Person } from '../collector/domain/satker.ts'
import { everything } from '../collector/domain/scope.ts'
import { personFingerprint } from './person-fingerprint.ts'
import { confirmPerson, picConfirmation } from './pic-confirmations.ts'
import { registerNetwork } from './register-network.ts'
import type { Store } from './open-store.ts'
import { temporaryStore } from './temporary-store.test-kit.ts'

const budi: Person = { name: 'Budi', email: 'budi@contoh.go.id', phone: '+62 811 234 5678' }
const siti: Person = { name: 'Siti', email: null, phone: null }

function register(store: Store, pics: Record<string, Person | null>, at: number): Promise<void> {
  const satker = Object.entries(pics).map(
    ([code, pic]) => ({ code, type: 'kua', province: '51', pic }) as const,
  )
  return store.write((trx) => registerNetwork(trx, { satker, links: [] }, at))
}

async function stored(store: Store): Promise<[satker: string, at: number, by: string | null][]> {
  const rows = await store.db.selectFrom('pic_confirmation').selectAll().orderBy('satker').execute()
  return rows.map(({ satker, at, by }) => [satker, at, by])
}

const confirmed = (satker: string, person: Person, at: number) => ({
  satker,
  fingerprint: personFingerprint(person),
  at,
  by: 'account:ani',
})

describe('the people of the satker', () => {
  it('count as confirmed when they first stand in devices.yaml as they stand', async () => {
    const store = await temporaryStore()
    await register(store, { '900001': budi, '900002': siti, '900003': null }, 100)
    await register(store, { '900001': budi, '900002': siti, '900003': null }, 200)
    expect(await stored(store)).toEqual([
      ['900001', 100, null],
      ['900002', 100, null],
    ])
  })

  it.each<[what: string, other: Person]>([
    ['name', { ...budi, name: 'Budi Santoso' }],
    ['address', { ...budi, email: 'b@contoh.go.id' }],
    ['number', { ...budi, phone: null }],
  ])('are others by another %s, whoever confirmed them before', async (_, other) => {
    const store = await temporaryStore()
    await register(store, { '900001': budi, '900002': siti }, 100)
    await store.write((trx) => confirmPerson(trx, confirmed('900001', budi, 150)))
    await register(store, { '900001': other, '900002': siti }, 200)
    expect(await stored(store)).toEqual([
      ['900001', 200, null],
      ['900002', 100, null],
    ])
  })

  it('are forgotten with their satker, or when nobody is named any more', async () => {
    const store = await temporaryStore()
    await register(store, { '900001': budi, '900002': siti, '900003': budi }, 100)
    await register(store, { '900001': null, '900003': budi }, 200)
    expect(await stored(store)).toEqual([['900003', 100, null]])
    await register(store, {}, 300)
    expect(await stored(store)).toEqual([])
  })

  it('stay confirmed by whom and when they were', async () => {
    const store = await temporaryStore()
    await register(store, { '900001': budi }, 100)
    await store.write((trx) => confirmPerson(trx, confirmed('900001', budi, 150)))
    await register(store, { '900001': budi }, 200)
    expect(await picConfirmation(store.db, everything, '900001')).toEqual({
      fingerprint: personFingerprint(budi),
      at: 150,
      by: 'account:ani',
    })
  })

  it('are not told beyond a scope', async () => {
    const store = await temporaryStore()
    await register(store, { '900001': budi }, 100)
    const limits = { provinces: ['52'], types: [], satker: [] }
    expect(await picConfirmation(store.db, limits, '900001')).toBeNull()
    expect(await picConfirmation(store.db, { ...limits, provinces: ['51'] }, '900001')).toMatchObject({
      at: 100,
    })
    expect(await picConfirmation(store.db, everything, '900009')).toBeNull()
  })

  it('are many, and registered at once', async () => {
    const store = await temporaryStore()
    const pics = Object.fromEntries(
      Array.from({ length: 1_201 }, (_, index) => [String(900_000 + index), siti]),
    )
    await register(store, pics, 100)
    expect(await stored(store)).toHaveLength(1_201)
    await register(store, { '900000': siti }, 200)
    expect(await stored(store)).toEqual([['900000', 100, null]])
  })

  it('leave no name, address or number in the database', async () => {
    const store = await temporaryStore()
    await register(store, { '900001': budi }, 100)
    const rows = JSON.stringify(await store.db.selectFrom('pic_confirmation').selectAll().execute())
    expect(rows).not.toMatch(/budi|contoh|5678/i)
  })
})
