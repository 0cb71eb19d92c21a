import { describe, expect, it } from 'vitest'
import { createFormat } from '../parts/format.ts'
import { phrase } from '../parts/words.ts'
import type { Period } from '../state/readings.svelte.ts'
import { readingFigures, sayFigures } from './reading-figures.ts'
import { readingsOf } from './readings.test-kit.ts'

const hour = 3_600_000
const at = Date.UTC(2026, 10, 22, 4)
const speaker = {
  format: createFormat('id'),
  t: (...[key, values]: [Parameters<typeof phrase>[1], Parameters<typeof phrase>[2]?]) =>
    phrase('id', key, values),
}
const periodOf = (readings: Period['readings']): Period => ({
  from: at,
  to: at + 24 * hour,
  readings,
  outages: [],
  before: null,
})
const figuresAt = (readings: Period['readings'], moment: number) =>
  readingFigures(periodOf(readings), moment, 'Asia/Makassar', speaker)

describe('the values of a reading', () => {
  it('of a minute are told with the zone of the satker', () => {
    const figures = figuresAt(
      readingsOf({ at: [at], inBitsPerSecond: [7_800_000], outBitsPerSecond: [910_000], answered: [3] }),
      at,
    )!
    expect(figures.time).toBe('22 Nov 2026 12.00 WITA')
    expect(sayFigures(figures.traffic)).toBe('masuk 7,8 Mbps, keluar 910 kbps')
    expect(sayFigures(figures.loss)).toBe('paket hilang 50 %')
    expect(figures.measured).toEqual([])
  })

  it('of an hour are told with its busiest minute, its span and what is missing', () => {
    const figures = figuresAt(
      readingsOf({
        at: [at - hour, at],
        resolution: hour,
        inBitsPerSecond: [null, 2e6],
        inBitsPerSecondMax: [null, 9e6],
        rttMinMs: [null, 38.1],
        rttMedianMs: [null, 41],
        rttMaxMs: [null, 55],
        measuredRatio: [null, 0.75],
      }),
      at + hour / 2,
    )!
    expect(figures.time).toBe('22 Nov 2026 12.00–13.00 WITA')
    expect(sayFigures(figures.traffic)).toBe('masuk 2 Mbps (menit tersibuk 9 Mbps), keluar –')
    expect(sayFigures(figures.delay)).toBe('latensi 41 ms (38 ms – 55 ms)')
    expect(sayFigures(figures.measured)).toBe('terukur 75 %')
  })

  it('are none beside the readings', () => {
    expect(figuresAt(readingsOf({ at: [at] }), at + hour)).toBeNull()
  })
})
