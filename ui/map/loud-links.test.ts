import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linkStatuses } from '../../collector/domain/status.ts'
import { linkOf } from '../outages/network.test-kit.ts'
import { Keyed } from '../state/keyed.ts'
import { LoudLinks } from './loud-links.ts'

const ids = ['a', 'b', 'c', 'd']
const of = (some: readonly string[]) =>
  Keyed.of(
    some.map((id) => linkOf(id, '900001')),
    ({ id }) => id,
  )

it('keeps to the links that are gone or degraded, in the order of their list, whatever changed before', () => {
  const change = fc.record({ id: fc.constantFrom(...ids), status: fc.constantFrom(...linkStatuses) })
  fc.assert(
    fc.property(fc.array(fc.oneof(change, fc.constant(null)), { maxLength: 20 }), (changes) => {
      const loud = new LoudLinks()
      let list = of(ids)
      for (const one of changes) {
        list = one === null ? of(ids.slice(1)) : (list.changed([one], ({ id }) => id) ?? of(ids))
        const expected = list.values().filter(({ status }) => !['up', 'unknown'].includes(status))
        expect(loud.of(list)).toEqual(expected)
      }
    }),
  )
})
