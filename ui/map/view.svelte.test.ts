import { describe, expect, it } from 'vitest'
import { indonesia, project } from './projection.ts'
import { View } from './view.svelte.ts'

function viewOf(width: number, height: number): View {
  const view = new View()
  view.width = width
  view.height = height
  return view
}
const sabang = project([5.89, 95.32])
const merauke = project([-8.5, 140.4])

describe('the view of the map', () => {
  it.each([
    [360, 560],
    [1068, 820],
    [2640, 1400],
    [800, 100],
  ])('of %i by %i shows all of Indonesia', (width, height) => {
    const view = viewOf(width, height)
    for (const place of [sabang, merauke, project([indonesia.north, indonesia.east])]) {
      const { x, y } = view.toScreen(place)
      expect(x >= 0 && x <= width + 0.01 && y >= -0.01 && y <= height).toBe(true)
    }
  })

  it('keeps what is under the pointer there when it is enlarged', () => {
    const view = viewOf(1000, 600)
    const before = view.toScreen(merauke)
    view.zoomBy(3, before)
    expect(view.toScreen(merauke).x).toBeCloseTo(before.x, 6)
    expect(view.toScreen(merauke).y).toBeCloseTo(before.y, 6)
  })

  it('goes no farther out than the whole, and comes back to its middle', () => {
    const view = viewOf(1000, 600)
    const whole = view.toScreen(sabang)
    view.zoomBy(4, { x: 10, y: 10 })
    view.panBy(-120, 40)
    view.zoomBy(0.01)
    expect([view.isZoomed, view.toScreen(sabang)]).toEqual([false, whole])
  })

  it('cannot be dragged out of sight', () => {
    const view = viewOf(1000, 600)
    view.zoomBy(4)
    view.panBy(1e6, 1e6)
    const corner = view.toScreen(project([indonesia.north, indonesia.west]))
    expect([corner.x, corner.y]).toEqual([500, 300].map((px) => expect.closeTo(px, 6)))
  })
})
