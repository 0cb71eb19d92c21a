import { describe, expect, it } from 'vitest'
import { moveOf } from './follow.ts'

const [aceh, bali] = ['11', '51']
const near = { latitude: 5.5, longitude: 95.3, zoom: 4 }
const far = { latitude: -8.5, longitude: 115.1, zoom: 9 }

describe('the map when the address changes', () => {
  it('begins with the window of the address, whatever province is chosen', () => {
    expect(moveOf(null, { window: near, province: bali }, null)).toEqual({ to: near })
  })

  it('begins with the province where there is no window, and with the whole where there is neither', () => {
    expect(moveOf(null, { window: null, province: bali }, null)).toBe('fit')
    expect(moveOf(null, { window: null, province: null }, null)).toBe('stay')
  })

  it('goes to a province chosen in the header, though the old window still stands in the address', () => {
    expect(moveOf({ window: near, province: aceh }, { window: near, province: bali }, near)).toBe('fit')
    expect(moveOf({ window: near, province: aceh }, { window: near, province: null }, near)).toBe('fit')
  })

  it('goes back to the window that was left', () => {
    const before = { window: null, province: bali }
    expect(moveOf(before, { window: near, province: aceh }, null)).toEqual({ to: near })
    expect(moveOf({ window: far, province: null }, { window: near, province: null }, far)).toEqual({
      to: near,
    })
    expect(moveOf({ window: near, province: null }, { window: null, province: null }, near)).toBe('fit')
  })

  it('stays where its own gesture has put it, though the address rounds that', () => {
    const exact = { latitude: 5.50314, longitude: 95.29871, zoom: 4.0042 }
    expect(moveOf({ window: null, province: null }, { window: near, province: null }, exact)).toBe('stay')
  })

  it('stays when something else has changed', () => {
    expect(moveOf({ window: near, province: bali }, { window: near, province: bali }, far)).toBe('stay')
  })
})
