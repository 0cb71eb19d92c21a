/** What those who may see the same share, and that those who may not share nothing of it. */
import { expect, test } from 'vitest'
import { everything, type Scope } from '../domain/scope.ts'
import { Audiences } from './audience.ts'
import { aPublication, aSnapshot, FakeClock } from './fake-deps.test-kit.ts'
import { narrowSnapshot } from './narrow.ts'
import type { Snapshot } from './wire.ts'

const own: Scope = { provinces: [], types: [], satker: ['900002'] }
const foreign: Scope = { provinces: [], types: [], satker: ['900001'] }

/** The hub stands elsewhere. */
const network: Snapshot = {
  ...aSnapshot,
  satker: [
    ...aSnapshot.satker,
    { ...aSnapshot.satker[0]!, code: '900001', name: 'Pusat Data', province: '31' },
  ],
  links: aSnapshot.links.map((link) => (link.id === 'pusat-utama' ? { ...link, satker: '900001' } : link)),
}

const audiencesOf = () => new Audiences((scope) => narrowSnapshot(network, scope), new FakeClock())

test('what was written for one scope is never in the text of another, in whatever order they ask', () => {
  const scopes: Scope[] = [everything, own, foreign]
  for (const order of [scopes, scopes.toReversed(), [own, everything, foreign] as Scope[]]) {
    const audiences = audiencesOf()
    for (const scope of order) {
      const text = JSON.stringify(narrowSnapshot(network, scope))
      expect(String(audiences.of(scope).snapshot())).toBe(text)
      expect(String(audiences.of(scope).network())).toBe(text)
    }
    expect(String(audiences.of(own).snapshot())).not.toMatch(/pusat-utama|900001|Pusat Data/)
    expect(String(audiences.of(foreign).snapshot())).not.toMatch(/contoh-vpn|900002/)
  }
})

test('those of one scope share one text and one frame, and those of none of it get none', () => {
  const audiences = audiencesOf()
  expect(audiences.of({ ...own })).toBe(audiences.of(own))
  expect(audiences.of(own).snapshot()).toBe(audiences.of({ ...own }).snapshot())
  expect(String(audiences.of(own).tell(aPublication))).toBe(JSON.stringify(aPublication))
  expect(audiences.of(foreign).tell(aPublication)).toBeNull()
})
