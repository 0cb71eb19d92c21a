import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { sampleNetwork } from './sample-network.test-kit.ts'
import { bitsPerSecondAt, octetsUntil, trafficOf } from './traffic.ts'
import type { Flow } from './traffic.ts'
import { zoneOffsets } from './zone-offset.ts'

const network = sampleNetwork({ regions: 6, offices: 38 })
const flows = network.links.flatMap((link) => {
  const traffic = trafficWith(1, link)
  return [
    { ...traffic.in, link, way: 'in' },
    { ...traffic.out, link, way: 'out' },
  ]
})
/** By place, so that a counterexample is short. */
const place = fc.nat({ max: flows.length - 1 })
const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) })
/** Wednesday, 18 November 2026, in the zone of Jakarta. */
const jakarta = (hour: number, day = 18) => Date.UTC(2026, 10, day, hour - 7)
const office = flows.find(({ link, way }) => link.id === 'kantor0-utama' && way === 'in')!

describe('octetsUntil', () => {
  test('never falls', () => {
    fc.assert(
      fc.property(place, moment, fc.integer({ min: 1, max: 86_400_000 }), (place, at, later) => {
        const flow = flows[place]!
        expect(octetsUntil(flow, at + later)).toBeGreaterThanOrEqual(octetsUntil(flow, at))
      }),
    )
  })

  test('grows between two visits by what the rate says, within one in a hundred', () => {
    fc.assert(
      fc.property(place, moment, fc.integer({ min: 10, max: 300 }), (place, at, seconds) => {
        const flow = flows[place]!
        const counted = (octetsUntil(flow, at + seconds * 1000) - octetsUntil(flow, at)) * 8
        let expected = 0
        for (let s = 0; s < seconds * 10; s++) expected += bitsPerSecondAt(flow, at + s * 100 + 50) / 10
        expect(Math.abs(counted / expected - 1)).toBeLessThan(0.01)
      }),
    )
  })

  test('is the same for the same seed, and another for another', () => {
    const twin = trafficWith(1, office.link).in
    const other = trafficWith(2, office.link).in
    expect(octetsUntil(twin, jakarta(10))).toBe(octetsUntil(office, jakarta(10)))
    expect(octetsUntil(other, jakarta(10))).not.toBe(octetsUntil(office, jakarta(10)))
  })
})

describe('bitsPerSecondAt', () => {
  test('stays between nothing and the subscribed rate', () => {
    fc.assert(
      fc.property(place, moment, (place, at) => {
        const flow = flows[place]!
        const rate = bitsPerSecondAt(flow, at)
        expect(rate).toBeGreaterThan(0)
        expect(rate).toBeLessThanOrEqual(flow.ceilingOctetsPerMs * 8000)
      }),
      { numRuns: 5000 },
    )
  })

  test('is high from 9 to 11 and from 13 to 15, lower at noon and low at night', () => {
    const [morning, noon, afternoon, night] = [10, 12, 14, 26].map((hour) =>
      meanAround(office, jakarta(hour)),
    )
    expect(morning).toBeGreaterThan(1.5 * noon!)
    expect(afternoon).toBeGreaterThan(1.4 * noon!)
    expect(noon).toBeGreaterThan(5 * night!)
  })

  test('is low at the Friday prayer and near nothing at the weekend', () => {
    const wednesday = meanAround(office, jakarta(10))
    expect(meanAround(office, jakarta(12.25, 20))).toBeLessThan(0.3 * wednesday)
    expect(meanAround(office, jakarta(10, 21))).toBeLessThan(0.1 * wednesday)
    expect(meanAround(office, jakarta(10, 22))).toBeLessThan(0.1 * wednesday)
  })

  test('keeps a data centre busy at the weekend', () => {
    const centre = flows.find(({ link }) => link.id === 'pusat-utama')!
    expect(meanAround(centre, jakarta(10, 22))).toBeGreaterThan(0.2 * meanAround(centre, jakarta(10)))
  })

  test('follows the clock of the satker: Jayapura is busy two hours before Jakarta', () => {
    const jayapura = flows.find(({ link, way }) => link.id === 'kantor2-utama' && way === 'in')!
    const levels = (flow: Flow) => meanAround(flow, jakarta(7.5)) / flow.peakOctetsPerMs / 8000
    expect(levels(office)).toBeLessThan(0.5)
    expect(levels(jayapura)).toBeGreaterThan(0.9)
  })

  test('brings a few lines, not many, above nine tenths of what is subscribed', () => {
    const large = sampleNetwork({ regions: 6, offices: 400 })
    const full = large.links.filter((link) => {
      const flow = trafficWith(1, link, large).in
      return flow.peakOctetsPerMs > 0.9 * flow.ceilingOctetsPerMs
    })
    expect(full.length).toBeGreaterThan(10)
    expect(full.length).toBeLessThan(50)
  })

  test('sends out a tenth to a quarter of what comes in', () => {
    const out = flows.find(({ link, way }) => link.id === 'kantor0-utama' && way === 'out')!
    const share = meanAround(out, jakarta(10)) / meanAround(office, jakarta(10))
    expect(share).toBeGreaterThan(0.09)
    expect(share).toBeLessThan(0.27)
  })
})

function trafficWith(seed: number, link: Link, within: Network = network) {
  const satker = within.satker.find(({ code }) => code === link.satker)!
  return trafficOf(link, satker, seed, zoneOffsets(within.satker).get(satker.timezone)!)
}

function meanAround(flow: Flow, at: number): number {
  return ((octetsUntil(flow, at + 900_000) - octetsUntil(flow, at - 900_000)) * 8000) / 1_800_000
}
