import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Taps } from './taps.ts'

const here = { x: 100, y: 100 }
const beside = { x: 104, y: 98 }

describe('a tap on the map', () => {
  let said: string[]
  let isMark: boolean
  let taps: Taps

  beforeEach(() => {
    vi.useFakeTimers()
    said = []
    isMark = false
    taps = new Taps({
      mark: (_at, isTouch) => (said.push(isTouch ? 'thumb' : 'mouse'), isMark),
      land: () => said.push('land'),
      twice: () => said.push('twice'),
    })
  })
  afterEach(() => void vi.useRealTimers())

  it('on a mark acts at once, and only once though it was tapped twice', () => {
    isMark = true
    taps.tap(here, true)
    taps.tap(beside, true)
    vi.advanceTimersByTime(1000)
    expect(said).toEqual(['thumb'])
  })

  it('on the land acts when no second one has come', () => {
    taps.tap(here, false)
    expect(said).toEqual(['mouse'])
    vi.advanceTimersByTime(1000)
    expect(said).toEqual(['mouse', 'land'])
  })

  it('is one of two where a second comes soon, and the land is left alone', () => {
    taps.tap(here, false)
    vi.advanceTimersByTime(100)
    taps.tap(beside, false)
    vi.advanceTimersByTime(1000)
    expect(said).toEqual(['mouse', 'twice'])
  })

  it('is one of its own far from the last, and later', () => {
    taps.tap(here, false)
    taps.tap({ x: 300, y: 100 }, false)
    vi.advanceTimersByTime(1000)
    taps.tap({ x: 300, y: 100 }, false)
    vi.advanceTimersByTime(1000)
    expect(said).toEqual(['mouse', 'mouse', 'land', 'mouse', 'land'])
  })
})
