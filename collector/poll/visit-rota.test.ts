import { describe, expect, test } from 'vitest'
import { link, networkOf } from './stage.test-kit.ts'
import { VisitRota } from './visit-rota.ts'

function rotaOf(count: number): VisitRota {
  const rota = new VisitRota()
  rota.arrange(networkOf(Array.from({ length: count }, (_, index) => link(`l-${index}`))).routers, 60)
  return rota
}

function visits(rota: VisitRota, from: number, to: number): string[][] {
  return Array.from({ length: to - from }, (_, index) => rota.due(from + index).map(({ id }) => id))
}

describe('the rota of visits', () => {
  test('visits everybody within ten seconds of the start, then once in every round', () => {
    const rota = rotaOf(300)
    expect(visits(rota, 1_000, 1_010).flat().toSorted()).toHaveLength(300)
    expect(new Set(visits(rota, 1_010, 1_070).flat()).size).toBe(300)
    expect(visits(rota, 1_070, 1_130).flat()).toHaveLength(300)
  })

  test('a fleet too large for ten seconds is first visited at a bounded rate', () => {
    const first = visits(rotaOf(3_000), 1_000, 1_030)
    expect(first.flat()).toHaveLength(3_000)
    expect(Math.max(...first.map((routers) => routers.length))).toBeLessThan(150)
  })

  test('a router keeps its place whoever else there is', () => {
    const placeOf = (count: number): number =>
      visits(rotaOf(count), 120, 240).findLastIndex((routers) => routers.includes('r-l-7'))
    expect(placeOf(50)).toBe(placeOf(5_000))
  })
})
