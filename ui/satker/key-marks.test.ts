import { describe, expect, it } from 'vitest'
import { noon } from '../outages/network.test-kit.ts'
import type { Period } from '../state/readings.svelte.ts'
import { delayTop, lossTop } from './draw-quality.ts'
import { drawsBefore, outageMarks } from './key-marks.ts'
import { outageOf } from './page.test-kit.ts'
import { readingsOf } from './readings.test-kit.ts'

const minute = 60_000
const at = [noon - 2 * minute, noon - minute]
const periodOf = (given: Partial<Period> = {}): Period => ({
  from: noon - 2 * minute,
  to: noon,
  readings: readingsOf({ at, rttMedianMs: [40, 50], rttMaxMs: [60, 70] }),
  outages: [],
  before: null,
  ...given,
})

describe('the key of a chart', () => {
  it('names an outage only where one is drawn', () => {
    const [down, gone] = [outageOf(1), outageOf(2, { status: 'unreachable' })]
    const over = outageOf(3, { began: noon - 9 * minute, ended: noon - 8 * minute })
    const marks = (...outages: Period['outages']) => outageMarks(periodOf({ outages }), noon - 2 * minute)
    expect(marks()).toEqual([])
    expect(marks(over)).toEqual([])
    expect(marks(over, gone)).toEqual(['unreachable'])
    expect(marks(gone, down)).toEqual(['down', 'unreachable'])
  })

  it('names the stretch before only where something was measured then', () => {
    const backMs = 86_400_000
    const then = at.map((time) => time - backMs)
    const period = periodOf({
      before: { backMs, readings: readingsOf({ at: then, rttMedianMs: [30, null] }) },
    })
    expect(drawsBefore(period, 'rttMedianMs')).toBe(true)
    expect(drawsBefore(period, 'inBitsPerSecond')).toBe(false)
    expect(drawsBefore(periodOf(), 'rttMedianMs')).toBe(false)
  })

  it('has room for what was measured, and for a limit no farther', () => {
    expect(delayTop(periodOf())).toBeCloseTo(80.5)
    expect(lossTop(periodOf())).toBeLessThan(0.1)
  })
})
