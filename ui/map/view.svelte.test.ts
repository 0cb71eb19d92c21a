import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { indonesia, project } from './projection.ts'
import { View } from './view.svelte.ts'
import type { MapWindow } from '../state/place.ts'

function viewOf(width: number, height: number): View {
  const view = new View()
  view.width = width
  view.height = height
  return view
}
const sabang = project([5.89, 95.32])
const merauke = project([-8.5, 140.4])

describe('the view of the map', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

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

  it('is laid out anew only when a gesture has come to rest, and tells that once', () => {
    const told: (MapWindow | null)[] = []
    const view = new View((window) => told.push(window))
    view.width = 1000
    view.height = 600
    const before = view.restScale
    for (let i = 0; i < 5; i++) {
      view.zoomBy(1.1)
      vi.advanceTimersByTime(100)
    }
    expect([view.restScale, told]).toEqual([before, []])
    expect(view.scale).toBeGreaterThan(before)
    vi.advanceTimersByTime(200)
    expect(view.restScale).toBe(view.scale)
    expect(told).toEqual([
      { latitude: expect.any(Number), longitude: expect.any(Number), zoom: expect.closeTo(1.1 ** 5) },
    ])
  })

  it('comes back to the window it told, in a window of another size too', () => {
    const view = viewOf(1000, 600)
    view.zoomBy(5, { x: 800, y: 400 })
    const other = viewOf(360, 500)
    other.goTo(view.window!)
    expect(other.window).toEqual(view.window)
    expect(other.toMap({ x: 180, y: 250 }).x).toBeCloseTo(view.toMap({ x: 500, y: 300 }).x, 6)
  })

  it('has no window of its own when it shows the whole or what a filter lets through', () => {
    const view = viewOf(1000, 600)
    expect(view.window).toBeNull()
    view.fit({ left: 3000, right: 3200, top: 3000, bottom: 3100 })
    expect([view.isZoomed, view.window]).toEqual([true, null])
  })

  it('keeps what is fitted in sight when its window becomes another', () => {
    const view = viewOf(0, 0)
    view.fit({ left: 3000, right: 3600, top: 3000, bottom: 3300 })
    view.width = 700
    view.height = 500
    const { x, y } = view.toScreen({ x: 3600, y: 3300 })
    expect(x > 350 && x < 700 && y > 250 && y < 500).toBe(true)
  })
})
