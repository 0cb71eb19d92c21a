import { describe, expect, it } from 'vitest'
import { readFreeRange } from './free-range.ts'

const now = Date.UTC(2026, 10, 22, 5)
const read = (from: string, to: string) => readFreeRange(from, to, 'Asia/Jayapura', now)

describe('a free range', () => {
  it('is read in the zone of the satker', () => {
    expect(read('2026-11-01T09:00', '2026-11-02T09:00')).toEqual({
      ok: true,
      span: { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 2) },
    })
  })

  it.each([
    ['without its end', '2026-11-01T09:00', '', 'chart.badTime'],
    ['the wrong way round', '2026-11-02T09:00', '2026-11-01T09:00', 'chart.badOrder'],
    ['of no length', '2026-11-02T09:00', '2026-11-02T09:00', 'chart.badOrder'],
    ['that is still to come', '2026-12-01T09:00', '2026-12-02T09:00', 'chart.notYet'],
    ['of more than ten years', '2016-11-01T09:00', '2026-11-02T09:00', 'chart.tooLong'],
  ])('%s is refused', (_name, from, to, why) => {
    expect(read(from, to)).toEqual({ ok: false, why })
  })
})
