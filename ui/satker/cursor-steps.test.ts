import { describe, expect, it } from 'vitest'
import { stepped } from './cursor-steps.ts'

const minute = 60_000
const readings = { first: 0, last: 100 * minute, resolution: minute }

describe('a key on a chart', () => {
  it.each([
    ['ArrowLeft', 50, 49],
    ['ArrowRight', 50, 51],
    ['PageDown', 50, 40],
    ['PageUp', 50, 60],
    ['Home', 50, 0],
    ['End', 50, 100],
    ['ArrowLeft', 0, 0],
    ['PageUp', 95, 100],
  ])('%s moves the cursor from reading %d to %d', (key, from, to) => {
    expect(stepped(key, from * minute, readings)).toBe(to * minute)
  })

  it('brings the cursor to the newest reading where there was none', () => {
    expect(stepped('ArrowLeft', null, readings)).toBe(readings.last)
  })

  it('takes it away', () => expect(stepped('Escape', minute, readings)).toBeNull())

  it('is left alone where it is not theirs', () => {
    expect(stepped('Tab', minute, readings)).toBeUndefined()
    expect(stepped('Escape', null, readings)).toBeUndefined()
  })
})
