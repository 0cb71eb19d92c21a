import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkStatuses } from '../../collector/domain/status.ts'
import { satkerOf } from '../outages/network.test-kit.ts'
import { countsOf, gravityOf } from '../outages/worst-first.ts'
import { KeptHeaps } from './kept-heaps.ts'
import { Keyed } from './keyed.ts'

const codes = ['900001', '900002', '900003', '900004']
const of = (some: readonly string[]) =>
  Keyed.of(
    some.map((code) => satkerOf(code)),
    ({ code }) => code,
  )
const change = fc.record({
  code: fc.constantFrom(...codes),
  status: fc.constantFrom(...linkStatuses, null),
})

describe('the satker in heaps', () => {
  it('are all there, each by how bad it is, in the order of their list, whatever changed before', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(change, fc.constant(null)), { maxLength: 20 }), (changes) => {
        const kept = new KeptHeaps()
        let list = of(codes)
        for (const one of changes) {
          // Null: another network, as after an edit of devices.yaml.
          list = one === null ? of(codes.slice(1)) : (list.changed([one], ({ code }) => code) ?? of(codes))
          const expected = [0, 1, 2, 3, 4, 5].map((gravity) =>
            list.values().filter(({ status }) => gravityOf(status) === gravity),
          )
          expect(kept.of(list)).toEqual(expected)
        }
      }),
    )
  })

  it('tell how many are how, and those without links in none', () => {
    const list = of(codes).changed(
      [
        { code: '900001', status: 'down' },
        { code: '900002', status: null },
      ],
      ({ code }) => code,
    )!
    const none = { degraded: 0, unreachable: 0, unknown: 0 }
    expect(countsOf(new KeptHeaps().of(list))).toEqual({ ...none, up: 2, down: 1 })
  })
})
