import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkStatuses } from '../../collector/domain/status.ts'
import { satkerOf } from '../outages/network.test-kit.ts'
import { Keyed } from '../state/keyed.ts'
import type { Cluster } from './clusters.ts'
import { KeptMarks, type KeptTelling } from './kept-marks.ts'
import { markOf, worstLast } from './marks.ts'

const at = { x: 0, y: 0 }
const codes = ['a', 'b', 'c', 'd', 'e', 'f']
const clusterOf = (...inside: string[]): Cluster => ({
  key: inside.join(),
  at,
  places: inside.map((code) => ({ code, at })),
})
const near: Cluster[] = [clusterOf('a', 'b'), clusterOf('c'), clusterOf('d'), clusterOf('e', 'f')]
const far: Cluster[] = [clusterOf('a', 'b'), near[1]!, clusterOf('d', 'e', 'f')]
const bySatker = (clusters: readonly Cluster[]) =>
  new Map(clusters.flatMap((cluster) => cluster.places.map(({ code }) => [code, cluster])))
const network = Keyed.of(
  codes.map((code) => satkerOf(code)),
  ({ code }) => code,
)
const telling: KeptTelling = {
  satker: network,
  hubs: new Set(['a', 'd']),
  centres: new Set(['a']),
  inMaintenance: new Set(),
  filter: null,
  loadOf: null,
}
const marksOf = (kept: KeptMarks, clusters: readonly Cluster[], given: Partial<KeptTelling> = {}) =>
  kept.of(clusters, bySatker(clusters), { ...telling, ...given })

type Step = (was: { clusters: Cluster[]; telling: KeptTelling }) => typeof was
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .array(fc.record({ code: fc.constantFrom(...codes), status: fc.constantFrom(...linkStatuses) }))
    .map((changes): Step => ({ clusters, telling: before }) => {
      const satker = before.satker.changed(changes, ({ code }) => code)!
      return { clusters, telling: { ...before, satker } }
    }),
  fc
    .constantFrom(null, 'down' as const, 'up' as const)
    .map((filter): Step => ({ clusters, telling: before }) => ({ clusters, telling: { ...before, filter } })),
  fc.constantFrom(0.1, 0.95, null).map((load): Step => ({ clusters, telling: before }) => ({
    clusters,
    telling: { ...before, loadOf: load === null ? null : () => load },
  })),
  fc.constantFrom(near, far).map((clusters): Step => (was) => ({ ...was, clusters })),
)

describe('marks that are kept', () => {
  it('say what they would say if all were told anew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const kept = new KeptMarks()
        let was = { clusters: near, telling }
        for (const next of steps) {
          was = next(was)
          const anew = worstLast(was.clusters.map((cluster) => markOf(cluster, was.telling)))
          expect(kept.of(was.clusters, bySatker(was.clusters), was.telling)).toEqual(anew)
        }
      }),
    )
  })

  it('are the same objects for as long as they say the same', () => {
    const kept = new KeptMarks()
    const before = marksOf(kept, near)
    const after = marksOf(kept, near, {
      satker: network.changed([{ code: 'c', status: 'down' }], ({ code }) => code)!,
    })
    expect(after.filter((mark) => !before.includes(mark)).map(({ key }) => key)).toEqual(['c'])
  })

  it('are the same list where nothing of them has changed', () => {
    const kept = new KeptMarks()
    const before = marksOf(kept, near)
    const satker = network.changed([{ code: 'c', name: 'Kanwil' }], ({ code }) => code)!
    expect(marksOf(kept, near, { satker })).toBe(before)
    expect(marksOf(kept, [...near])).toBe(before)
  })
})
