import { describe, expect, it } from 'vitest'
import { actionOf } from './keys.ts'
import { View } from './view.svelte.ts'

const press = (view: View, ...pressed: string[]) => pressed.forEach((key) => actionOf(key, view)?.())
function nearView(): View {
  const view = new View()
  view.width = 800
  view.height = 500
  press(view, '+', '+')
  return view
}
const middleOf = (view: View) => view.toMap({ x: 400, y: 250 })

describe('the keys of the map', () => {
  it.each([
    ['ArrowLeft', -1, 0],
    ['ArrowRight', 1, 0],
    ['ArrowUp', 0, -1],
    ['ArrowDown', 0, 1],
  ])('look farther that way with %s', (key, right, down) => {
    const view = nearView()
    const before = middleOf(view)
    press(view, key)
    const after = middleOf(view)
    expect([Math.sign(Math.round(after.x - before.x)), Math.sign(Math.round(after.y - before.y))]).toEqual([
      right,
      down,
    ])
  })

  it('enlarge, reduce, and show the whole', () => {
    const view = nearView()
    const { zoom } = view
    press(view, '-')
    expect(view.zoom).toBeCloseTo(zoom / 1.6)
    press(view, '0')
    expect(view.isZoomed).toBe(false)
  })

  it('leave every other key to the page', () => {
    expect(['a', 'Enter', 'Escape', 'constructor', 'Tab'].map((key) => actionOf(key, new View()))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
