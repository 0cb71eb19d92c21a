import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkStatuses } from '../../collector/domain/status.ts'
import { gravityOf } from '../outages/worst-first.ts'
import type { Cluster } from './clusters.ts'
import { discRadius, markOf, worstLast, type Telling } from './marks.ts'

const at = { x: 0, y: 0 }
const clusterOf = (...codes: string[]): Cluster => ({
  key: codes.join(),
  at,
  places: codes.map((code) => ({ code, at })),
})
const statuses = {
  a: { status: 'up' },
  b: { status: 'down' },
  c: { status: 'unknown' },
  d: { status: null },
} as const
const telling: Telling = {
  satker: new Map(Object.entries(statuses)),
  hubs: new Set(['c', 'd']),
  centres: new Set(['d']),
  inMaintenance: new Set(['b']),
  filter: null,
  loadOf: null,
}
const mark = (codes: string[], given: Partial<Telling> = {}) =>
  markOf(clusterOf(...codes), { ...telling, ...given })

describe('a mark on the map', () => {
  it('of a cluster has the worst status of all it stands for', () => {
    const codes = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1 })
    const network = fc.array(fc.constantFrom(...linkStatuses, null), { minLength: 1000, maxLength: 1000 })
    fc.assert(
      fc.property(codes, network, (some, all) => {
        const satker = new Map(all.map((status, code) => [String(code), { status }]))
        const { status } = mark(some.map(String), { satker })
        const worst = Math.min(...some.map((code) => gravityOf(all[code]!)))
        expect(gravityOf(status)).toBe(worst)
      }),
      { numRuns: 30 },
    )
  })

  it.each([
    [['a', 'd'], 'up'],
    [['d'], null],
    [['a', 'c'], 'unknown'],
    [['a', 'b', 'c'], 'down'],
  ])('of %j is %s', (codes, status) => expect(mark(codes).status).toBe(status))

  it.each([
    [['b'], 1],
    [['a', 'b'], 1 / 2],
    [['a', 'b', 'c'], 4 / 12],
    [['a', 'd', 'c', 'e'], 3 / 12],
  ])('of %j tells how much of it is as bad as its worst', (codes, share) => {
    expect(mark(codes).share).toBe(share)
  })

  it('of thousands shows even one of them', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => (i === 0 ? 'b' : `well-${i}`))
    expect(mark(many).share).toBeGreaterThan(0.05)
  })

  it('is a hub where it holds one, and in maintenance only alone', () => {
    const hubs = [
      ['a', 'c'],
      ['a', 'b'],
      ['c', 'd', 'a'],
    ].map((codes) => mark(codes).hub)
    expect(hubs).toEqual(['hub', null, 'centre'])
    expect([mark(['b']).inMaintenance, mark(['a', 'b']).inMaintenance]).toEqual([true, false])
  })

  it('is faint where nothing of it is of the status asked for', () => {
    expect([mark(['a']), mark(['a', 'b']), mark(['b'])].map(({ isFaint }) => isFaint)).toEqual([
      false,
      false,
      false,
    ])
    const faint = (codes: string[]) => mark(codes, { filter: 'down' }).isFaint
    expect([faint(['a']), faint(['a', 'b']), faint(['b'])]).toEqual([true, false, false])
    expect(mark(['d'], { filter: 'none' }).isFaint).toBe(false)
  })

  it('is coloured by the busiest of what it stands for, when asked to', () => {
    const loads: Record<string, number> = { a: 0.3, b: 0.95 }
    const loadOf = (code: string) => loads[code] ?? null
    expect(mark(['a', 'b', 'c'], { loadOf }).load).toBe(5)
    expect(mark(['c'], { loadOf }).load).toBeNull()
    expect(mark(['a']).load).toBeUndefined()
  })

  it('lies on what is less bad, and a hub on what is as bad', () => {
    const order = (codes: string[], given: Partial<Telling> = {}) =>
      worstLast(codes.map((code) => mark([code], given))).map(({ key }) => key)
    expect(order(['b', 'c', 'a'])).toEqual(['a', 'c', 'b'])
    expect(order(['c', 'a'], { satker: new Map() })).toEqual(['a', 'c'])
  })

  it('grows with what it stands for, but slowly', () => {
    const radius = (count: number) => discRadius(mark(Array.from({ length: count }, (_, i) => String(i))))
    expect(radius(10)).toBeGreaterThan(radius(2))
    expect(radius(10_000)).toBeLessThan(20)
  })
})
