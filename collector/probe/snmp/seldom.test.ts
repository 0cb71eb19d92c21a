import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeldomMap, SeldomSet } from './seldom.ts'

const acts = fc.array(
  fc.oneof(
    fc.record({ what: fc.constantFrom('put', 'delete'), key: fc.nat(4), value: fc.nat(9) }),
    fc.constant({ what: 'clear', key: 0, value: 0 }),
  ),
)

test('they are as a set and a map are, whatever is done to them', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const [set, map] = [new Set<number>(), new Map<number, number>()]
      const [seldomSet, seldomMap] = [new SeldomSet<number>(), new SeldomMap<number, number>()]
      for (const { what, key, value } of all) {
        for (const one of [set, seldomSet]) {
          if (what === 'put') one.add(key)
          else if (what === 'delete') one.delete(key)
          else one.clear()
        }
        for (const one of [map, seldomMap]) {
          if (what === 'put') one.set(key, value)
          else if (what === 'delete') one.delete(key)
          else one.clear()
        }
        expect([seldomSet.size, [...seldomSet], seldomSet.has(2)]).toEqual([set.size, [...set], set.has(2)])
        expect([seldomMap.size, [...seldomMap.keys()], seldomMap.get(2)]).toEqual([
          map.size,
          [...map.keys()],
          map.get(2),
        ])
      }
    }),
  )
})
