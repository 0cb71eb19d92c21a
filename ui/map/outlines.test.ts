import { describe, expect, it } from 'vitest'
import { provinceAt, provincesOf, type Outlines } from './outlines.ts'
import { project } from './projection.ts'

type Ring = [longitude: number, latitude: number][]
const square = (west: number, south: number, degrees: number): Ring => [
  [west, south],
  [west, south + degrees],
  [west + degrees, south + degrees],
  [west + degrees, south],
  [west, south],
]
/** Round, with as many points. */
const lake = (count: number): Ring =>
  Array.from({ length: count + 1 }, (_, i) => {
    const turn = (2 * Math.PI * (i % count)) / count
    return [115 + Math.cos(turn), -3 + Math.sin(turn)]
  })
const province = (code: string, ...polygons: Ring[][]): Outlines['features'][number] => ({
  properties: { code, name: `Provinsi ${code}` },
  geometry: { coordinates: polygons },
})
const drawn = (...features: Outlines['features']) => provincesOf({ features }, async () => {})

describe('the outlines of the provinces', () => {
  it('say which province a place is in, and that it is in none', async () => {
    const provinces = await drawn(
      province('51', [square(114, -9, 2)]),
      province('52', [square(116, -9, 2)], [square(120, -9, 1)]),
    )
    const at = (latitude: number, longitude: number) =>
      provinceAt(provinces, project([latitude, longitude]))?.code
    expect([at(-8, 115), at(-8, 117), at(-8.5, 120.5), at(-8, 119), at(0, 115)]).toEqual([
      '51',
      '52',
      '52',
      undefined,
      undefined,
    ])
  })

  it('leave out what is cut out of a province', async () => {
    const provinces = await drawn(province('51', [square(110, -10, 10), square(114, -6, 2)]))
    expect(provinceAt(provinces, project([-5, 115]))).toBeUndefined()
    expect(provinceAt(provinces, project([-9, 115]))?.code).toBe('51')
  })

  it('are drawn with no more points than can be seen', async () => {
    const [round] = await drawn(province('51', [lake(20_000)]))
    expect(round!.rings[0]!.length).toBeLessThan(200)
    expect(round!.path.length).toBeLessThan(2_000)
    expect(provinceAt([round!], project([-3, 115.95]))?.code).toBe('51')
  })

  it('keep a province of small islands only', async () => {
    const [small] = await drawn(province('21', [square(108, 3, 0.004)]))
    expect(small?.path).toMatch(/^M\d+,\d+l.*z$/)
  })

  it('are worked at with rests between provinces', async () => {
    let rests = 0
    await provincesOf(
      { features: [province('51', [square(1, 1, 1)]), province('52', [square(3, 3, 1)])] },
      async () => {
        rests++
      },
    )
    expect(rests).toBe(2)
  })
})
