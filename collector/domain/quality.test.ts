import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beliefOf } from './belief.ts'
import { judgeQuality } from './judge-quality.ts'
import {
  answersIn,
  firstLossAfter,
  isMedianBeyond,
  lossRatio,
  meanLoadRatio,
  noQuality,
  type Quality,
  qualitySince,
  qualityWindowMs,
  withEchoes,
  withLoad,
} from './quality.ts'
import { limits } from './story.test-kit.ts'

const rtt = fc.option(fc.integer({ min: 1, max: 300 }))
const echoed = (...rttsMs: (number | null)[]): Quality => withEchoes(noQuality, 1_000, rttsMs)

describe('what is known of the last five minutes', () => {
  test('is nothing where nobody asked', () => {
    expect(lossRatio(noQuality)).toBeNull()
    expect(meanLoadRatio(noQuality, 0)).toBeNull()
    expect(isMedianBeyond(noQuality, 0)).toBe(false)
    expect(answersIn(noQuality)).toBe(0)
    expect(firstLossAfter(noQuality, 0)).toBeNull()
  })

  test('is the share of echoes lost', () => {
    expect(lossRatio(echoed(10, null, 10, 10))).toBe(0.25)
    expect(lossRatio(echoed(null, null))).toBe(1)
    expect(answersIn(echoed(10, null, 10))).toBe(2)
  })

  test('forgets what is older', () => {
    const old = withLoad(withEchoes(noQuality, 0, [null, null]), 0, 1)
    expect(lossRatio(withEchoes(old, qualityWindowMs - 1, [10, 10]))).toBe(0.5)
    expect(lossRatio(withEchoes(old, qualityWindowMs, [10, 10]))).toBe(0)
    expect(meanLoadRatio(withLoad(old, qualityWindowMs - 1, 0.5), qualityWindowMs - 1)).toBe(0.75)
    expect(meanLoadRatio(old, qualityWindowMs)).toBeNull()
  })

  test('tells the median without sorting as sorting does', () => {
    fc.assert(
      fc.property(fc.array(rtt), fc.integer({ min: 1, max: 300 }), (rttsMs, limitMs) => {
        const sorted = rttsMs.filter((rttMs) => rttMs !== null).toSorted((a, b) => a - b)
        const median = sorted[Math.floor(sorted.length / 2)]
        expect(isMedianBeyond(echoed(...rttsMs), limitMs)).toBe(median !== undefined && median > limitMs)
      }),
    )
  })

  test('begins, after an outage, with the first answer since its end', () => {
    const quality = withLoad(
      withEchoes(withEchoes(echoed(10), 2_000, [null, null, 12, null]), 3_000, [13]),
      500,
      1,
    )
    const left = qualitySince(quality, 2_000)
    expect(left).toMatchObject({
      echoes: { at: [2_000, 2_000, 3_000], rttMs: [12, Number.NaN, 13], from: 0, to: 3, lost: 1 },
      loadAt: [],
      loadRatio: [],
    })
    expect(qualitySince(quality, 4_000)).toEqual(noQuality)
  })

  test('knows its first loss after a moment', () => {
    const quality = withEchoes(withEchoes(echoed(null), 2_000, [10]), 3_000, [null])
    expect(firstLossAfter(quality, 0)).toBe(1_000)
    expect(firstLossAfter(quality, 1_000)).toBe(3_000)
    expect(firstLossAfter(quality, 3_000)).toBeNull()
  })
})

describe('a limit', () => {
  const judged = (rttsMs: (number | null)[], before = { loss: false, delay: false, load: false }) =>
    judgeQuality({ ...beliefOf('up', 0, 0), quality: echoed(...rttsMs), beyond: before }, limits, 1_000)
  const lossy = (lost: number, asked: number): (number | null)[] =>
    Array.from({ length: asked }, (_, i) => (i < lost ? null : 10))

  test.each([
    { lost: 2, asked: 49, exceeds: false, keeps: true },
    { lost: 49, asked: 49, exceeds: false, keeps: true },
    { lost: 3, asked: 50, exceeds: true, keeps: true },
    { lost: 5, asked: 100, exceeds: false, keeps: true },
    { lost: 6, asked: 100, exceeds: true, keeps: true },
    { lost: 3, asked: 100, exceeds: false, keeps: false },
    { lost: 0, asked: 100, exceeds: false, keeps: false },
  ])(
    '5 % loss, $lost of $asked exceeds it: $exceeds, keeps it exceeded: $keeps',
    ({ lost, asked, ...told }) => {
      const beyondBefore = { loss: true, delay: false, load: false }
      expect(judged(lossy(lost, asked)).beyond.loss).toBe(told.exceeds)
      expect(judged(lossy(lost, asked), beyondBefore).beyond.loss).toBe(told.keeps)
    },
  )

  test('is not exceeded by what is just at it', () => {
    const quality = withLoad(echoed(...Array<number>(20).fill(limits.rttMs)), 1_000, limits.loadRatio)
    const { beyond, evidence } = judgeQuality({ ...beliefOf('up', 0, 0), quality }, limits, 1_000)
    expect({ beyond, evidence }).toEqual({ beyond: { loss: false, delay: false, load: false }, evidence: [] })
  })

  test('each that is exceeded is named with the first reading beyond it', () => {
    const quality = withLoad(withEchoes(echoed(...lossy(0, 10)), 2_000, Array(60).fill(200)), 2_500, 0.95)
    const belief = { ...beliefOf('up', 0, 0), quality: withEchoes(quality, 3_000, lossy(9, 9)) }
    expect(judgeQuality(belief, limits, 3_000).evidence).toEqual([
      { at: 3_000, what: 'loss' },
      { at: 2_000, what: 'delay' },
      { at: 2_500, what: 'load' },
    ])
  })

  test('whatever was measured, what exceeds it is never calm, and evidence stands for what exceeds it', () => {
    fc.assert(
      fc.property(
        fc.array(rtt, { maxLength: 120 }),
        fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
        (rttsMs, load) => {
          const quality = load === null ? echoed(...rttsMs) : withLoad(echoed(...rttsMs), 1_000, load)
          const verdict = judgeQuality({ ...beliefOf('up', 0, 0), quality }, limits, 1_000)
          const exceeded = Object.entries(verdict.beyond).flatMap(([what, is]) => (is ? what : []))
          expect(verdict.evidence.map(({ what }) => what)).toEqual(exceeded)
          if (exceeded.length > 0) expect(verdict.calmSince).toBeNull()
        },
      ),
    )
  })

  test('calm lasts five minutes before it is believed, and begins anew when it was broken', () => {
    const calm = judgeQuality({ ...beliefOf('degraded', 0, 0), calmSince: 0 }, limits, qualityWindowMs - 1)
    expect(calm).toMatchObject({ calmSince: 0, isCalm: false })
    expect(
      judgeQuality({ ...beliefOf('degraded', 0, 0), calmSince: 0 }, limits, qualityWindowMs).isCalm,
    ).toBe(true)
    const broken = { ...beliefOf('degraded', 0, 0), calmSince: 0, quality: echoed(...lossy(30, 60)) }
    expect(judgeQuality(broken, limits, 1_000).calmSince).toBeNull()
  })
})
