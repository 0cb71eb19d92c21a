// @vitest-environment node
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { cutCoast } from './coast-cut.ts'
import { project, surroundings, unitsPerDegree } from './projection.ts'
import { simplify, type Corner } from './simplify.ts'

describe('the coast', () => {
  const coast = cutCoast()

  it('fits on a slow line', () => {
    expect(gzipSync(JSON.stringify(coast)).length).toBeLessThan(120_000)
  })

  it('is land from Sabang to Merauke, inside the surroundings', () => {
    const starts = [...coast.land.matchAll(/M(-?\d+),(-?\d+)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ])
    const far = project([surroundings.south, surroundings.east])
    expect(starts.length).toBeGreaterThan(150)
    for (const [x, y] of starts) {
      expect(x! >= 0 && x! <= far.x * 10 && y! >= 0 && y! <= far.y * 10).toBe(true)
    }
    const west = Math.min(...starts.map(([x]) => x!)) / 10 / unitsPerDegree + surroundings.west
    expect(west).toBeLessThan(96.5)
  })

  it('closes every ring of land, so that none is filled the wrong way round', () => {
    expect(coast.land.match(/z/g)?.length).toBe(coast.land.match(/M/g)?.length)
  })
})

describe('a simplified line', () => {
  it('keeps its ends and its corners, and drops what lies straight between them', () => {
    const line: Corner[] = [
      [0, 0],
      [5, 0.01],
      [10, 0],
      [10, 5],
      [10, 10],
    ]
    expect(simplify(line, 1)).toEqual([
      [0, 0],
      [10, 0],
      [10, 10],
    ])
  })
})
