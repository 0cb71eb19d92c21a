import { describe, expect, it } from 'vitest'
import { loadOf, loadOfLinks } from './load.ts'
import { linkOf } from './network.test-kit.ts'

const link = (inBitsPerSecond: number | null, outBitsPerSecond: number | null) =>
  linkOf('a', '900001', { inBitsPerSecond, outBitsPerSecond, bandwidth: { down: 100, up: 10 } })

describe('the load', () => {
  it.each([
    ['in the busier direction', link(50, 9), 0.9],
    ['of one direction where the other was not measured', link(50, null), 0.5],
    ['of nothing measured', link(null, null), null],
    ['of nothing subscribed', linkOf('a', '900001', { bandwidth: null }), null],
  ])('is that %s', (_what, of, load) => expect(loadOf(of)).toBe(load))

  it('of a satker is that of its busiest link', () => {
    expect(loadOfLinks([link(50, 0), link(null, null), link(70, 0)])).toBe(0.7)
    expect(loadOfLinks([])).toBeNull()
  })
})
