import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterQualityRound,
  afterSweep,
  afterVisit,
  type Belief,
  beliefOf,
  echoesOfAWholeLoss,
  goOnAnswering,
} from './belief.ts'

const up = beliefOf('up', 0, 0)
const sweep = (belief: Belief, at: number, ...rttsMs: (number | null)[]): Belief =>
  afterSweep(belief, { at, rttsMs, whole: 9 })

describe('a sweep', () => {
  test('in which nothing was asked changes nothing', () => {
    expect(sweep(up, 10)).toBe(up)
  })

  test('that is answered ends the misses and counts for the way up', () => {
    const belief = sweep(sweep(sweep(up, 10, null), 20, null, 12), 30, 11)
    expect(belief).toMatchObject({
      firstMissAt: null,
      lastMissAt: null,
      lostInARow: 0,
      firstAnswerAt: 20,
      lastAnswerAt: 30,
      answeredInARow: 2,
    })
  })

  test('that is lost ends the answers, and remembers when the last one came', () => {
    expect(sweep(sweep(sweep(up, 10, 12), 20, null), 30, null)).toMatchObject({
      firstMissAt: 20,
      lastMissAt: 30,
      lostInARow: 2,
      firstAnswerAt: null,
      lastAnswerAt: 10,
      answeredInARow: 0,
    })
  })

  test('is taken in the same whether in place or as a copy, whatever came before', () => {
    const rtts = fc.array(fc.option(fc.integer({ min: 1, max: 900 }), { freq: 5 }), { maxLength: 3 })
    const sweeps = fc.array(fc.tuple(fc.integer({ min: -2_000, max: 20_000 }), rtts, fc.boolean()))
    fc.assert(
      fc.property(sweeps, (all) => {
        let copied = up
        let owned = up
        let at = 100_000
        for (const [passedMs, rttsMs, bySnmp] of all) {
          at += passedMs
          const echoes = { at, rttsMs, whole: 9, bySnmp }
          copied = afterSweep(copied, echoes)
          const before = owned
          if (goOnAnswering(owned, echoes)) expect(rttsMs).toEqual([expect.any(Number)])
          else owned = afterSweep(before, echoes)
          expect(owned).toEqual(copied)
        }
        expect(up).toEqual(beliefOf('up', 0, 0))
      }),
    )
  })

  test('is taken in in place once a link has answered before, and only an answer is', () => {
    const answering = sweep(up, 10, 12)
    const echoes = (...rttsMs: (number | null)[]) => ({ at: 20, rttsMs, whole: 9 })
    expect(goOnAnswering(sweep(up, 5), echoes(12))).toBe(false)
    expect(goOnAnswering(answering, echoes(null))).toBe(false)
    expect(goOnAnswering(answering, echoes(12, 13))).toBe(false)
    expect(goOnAnswering(answering, echoes(12))).toBe(true)
    expect(answering).toMatchObject({ watchedAt: 20, lastAnswerAt: 20, answeredInARow: 2 })
  })

  describe('that began before the last one but came in after it', () => {
    test('and was answered, takes the answers in a row as far back', () => {
      const belief = sweep(sweep(up, 1_000, 12), 400, null, 11)
      expect(belief).toMatchObject({ firstAnswerAt: 400, lastAnswerAt: 1_000, answeredInARow: 2 })
    })

    test('and was lost, is a miss only from the answer on', () => {
      const belief = sweep(sweep(sweep(up, 1_000, 12), 400, null), 11_000, null)
      expect(belief).toMatchObject({ firstMissAt: 1_000, lastMissAt: 11_000 })
    })

    test('is taken as it is dated where it is our clock that went back', () => {
      const belief = sweep(sweep(up, 3_600_000, 12), 1_000, null)
      expect(belief).toMatchObject({ firstMissAt: 1_000, lastMissAt: 1_000 })
    })
  })

  test('that is lost as a whole weighs nine echoes, however many were asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 20 }), (whole, sweeps) => {
        let belief = up
        for (let at = 1; at <= sweeps; at++) {
          belief = afterSweep(belief, { at, rttsMs: Array.from({ length: whole }, () => null), whole })
        }
        expect(belief.lostInARow).toBe(sweeps * echoesOfAWholeLoss)
      }),
    )
  })

  test('that is broken off weighs as much of it as was asked', () => {
    expect(afterSweep(up, { at: 1, rttsMs: [null, null], whole: 4 }).lostInARow).toBe(4.5)
    expect(sweep(up, 1, null, null, null).lostInARow).toBe(3)
  })

  test('leaves the belief before it as it was', () => {
    const before = structuredClone(up)
    sweep(up, 10, null, 5)
    expect(up).toEqual(before)
  })
})

describe('a quality round', () => {
  test('tells of loss, but is neither a miss nor an answer', () => {
    const belief = afterQualityRound(up, { at: 10, rttsMs: [null, null], whole: 20 })
    expect(belief).toMatchObject({
      lostInARow: 0,
      firstMissAt: null,
      answeredInARow: 0,
      lastLossAt: 10,
      watchedAt: 10,
    })
    expect(belief.quality.echoes.at).toEqual([10, 10])
  })

  test('without loss leaves the last loss where it was', () => {
    const lossy = sweep(up, 10, null, 5)
    expect(afterQualityRound(lossy, { at: 20, rttsMs: [5, 5], whole: 20 }).lastLossAt).toBe(10)
  })

  test('from before the last reading does not set the watch back', () => {
    expect(afterQualityRound(sweep(up, 30, 5), { at: 20, rttsMs: [5], whole: 20 }).watchedAt).toBe(30)
  })
})

describe('a visit', () => {
  const visit = (belief: Belief, at: number, interfaceDown: boolean | null): Belief =>
    afterVisit(belief, { at, interfaceDown, interfaceChangedAt: null, loadRatio: null })

  test('that sees the interface up says nothing of when it came up', () => {
    expect(visit(up, 10, false).interface).toEqual({ down: false, turnedAt: null, seenAt: 10 })
  })

  test('that sees it down, or up again, is when it turned; what follows only confirms', () => {
    const down = visit(visit(visit(up, 10, false), 20, true), 30, true)
    expect(down.interface).toEqual({ down: true, turnedAt: 20, seenAt: 30 })
    expect(visit(visit(down, 40, false), 50, false).interface).toEqual({
      down: false,
      turnedAt: 40,
      seenAt: 50,
    })
  })

  test('that does not know leaves what was seen before', () => {
    const down = visit(up, 10, true)
    expect(visit(down, 20, null).interface).toEqual({ down: true, turnedAt: 10, seenAt: 10 })
  })

  test('adds its load', () => {
    const belief = afterVisit(up, { at: 10, interfaceDown: null, interfaceChangedAt: null, loadRatio: 0.4 })
    expect(belief.quality).toMatchObject({ loadAt: [10], loadRatio: [0.4] })
  })
})
