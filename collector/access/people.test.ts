import { describe, expect, it } from 'vitest'
import { findAudit } from '../../db/find-audit.ts'
import type { Store } from '../../db/open-store.ts'
import { registerNetwork } from '../../db/register-network.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import type { Person, Satker } from '../domain/satker.ts'
import { everything, type Scope } from '../domain/scope.ts'
import { People } from './people.ts'

const dayMs = 86_400_000
const start = 1_795_330_000_000
const budi: Person = { name: 'Budi', email: 'budi@contoh.go.id', phone: '+62 811 234 5678' }
const deed = { who: 'account:ani', at: start + 5, address: '10.0.0.1' }
const bali: Scope = { provinces: ['51'], types: [], satker: [] }
const papua: Scope = { provinces: ['91'], types: [], satker: [] }

function office(code: string, pic: Person | null): Satker {
  return {
    code,
    name: `KUA ${code}`,
    type: 'kua',
    province: '51',
    location: null,
    timezone: 'Asia/Makassar',
    pic,
    connection: 'none',
    portals: [],
  }
}

/** Registered at the start, and asked a number of days later. */
async function stage(pic: Person | null, afterDays = 0) {
  const store = await temporaryStore()
  const satker = [office('900001', pic), office('900002', null)]
  await store.write((trx) => registerNetwork(trx, { satker, links: [] }, start))
  const clock = { now: () => start + afterDays * dayMs, monotonicMs: () => 0 }
  const people = new People({ store, clock, satker: (code) => satker.find((each) => each.code === code) })
  return { store, people, satker }
}

async function trail(store: Store) {
  return findAudit(store.db, {
    from: null,
    to: null,
    who: null,
    what: null,
    outcome: null,
    before: null,
    limit: 9,
  })
}

describe('the PIC of a satker', () => {
  it('is shown with the number masked', async () => {
    const { people } = await stage(budi)
    expect(await people.shown(everything, '900001')).toEqual({
      name: 'Budi',
      email: 'budi@contoh.go.id',
      phone: '+62 ••• ••• 5678',
      confirmedAt: start,
      due: false,
    })
    expect(await people.shown(everything, '900002')).toBeNull()
    expect(await people.shown(everything, '900009')).toBeNull()
  })

  it.each([
    [182, false],
    [183, true],
    [400, true],
  ])('is due for confirmation after half a year: %i days, %s', async (days, due) => {
    const { people } = await stage({ ...budi, phone: null }, days)
    expect(await people.shown(everything, '900001')).toMatchObject({ phone: null, confirmedAt: start, due })
  })

  it('is not taken for confirmed by what was said of another', async () => {
    const { people, satker } = await stage(budi, 400)
    satker[0]!.pic = { ...budi, name: 'Siti' }
    expect(await people.shown(everything, '900001')).toMatchObject({ confirmedAt: null, due: false })
  })
})

describe('the number in full', () => {
  it('is told after that was written down, without the number', async () => {
    const { people, store } = await stage(budi)
    expect(await people.phone(bali, '900001', deed)).toBe('+62 811 234 5678')
    const entries = await trail(store)
    expect(entries).toMatchObject([
      { ...deed, what: 'pic.reveal', subject: 'satker:900001', outcome: 'done' },
    ])
    expect(JSON.stringify(entries)).not.toContain('5678')
  })

  it('is not told where that cannot be written down', async () => {
    const { people, store } = await stage(budi)
    await store.close()
    await expect(people.phone(everything, '900001', deed)).rejects.toThrow('nothing more can be recorded')
  })

  it('is not told beyond a scope, or where there is none, and nothing is written', async () => {
    const { people, store } = await stage({ ...budi, phone: null })
    expect(await people.phone(papua, '900001', deed)).toBeNull()
    for (const code of ['900001', '900002', '900009'])
      expect(await people.phone(everything, code, deed)).toBeNull()
    expect(await trail(store)).toEqual([])
  })
})

describe('a confirmation', () => {
  it('holds for half a year from then, and says whose it is', async () => {
    const { people, store } = await stage(budi, 200)
    const at = start + 200 * dayMs
    expect(await people.confirm(bali, '900001', { ...deed, at })).toBe(true)
    expect(await people.shown(everything, '900001')).toMatchObject({ confirmedAt: at, due: false })
    expect(await trail(store)).toMatchObject([
      { who: 'account:ani', what: 'pic.confirm', subject: 'satker:900001' },
    ])
    expect(await store.db.selectFrom('pic_confirmation').select('by').execute()).toEqual([
      { by: 'account:ani' },
    ])
  })

  it('is not taken beyond a scope, or of nobody', async () => {
    const { people, store } = await stage(budi)
    expect(await people.confirm(papua, '900001', deed)).toBe(false)
    expect(await people.confirm(everything, '900002', deed)).toBe(false)
    expect(await trail(store)).toEqual([])
  })
})
