import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elapsedMs, hasRestarted, momentOf, type UpTimeReading } from './uptime.ts'

const wrapCs = 2 ** 32
const dayCs = 8_640_000

/** Two answers that many of our seconds apart. */
function pair(was: number, is: number, seconds: number): [UpTimeReading, UpTimeReading] {
  return [
    { sysUpTimeCs: was, monotonicMs: 1_000_000 },
    { sysUpTimeCs: is, monotonicMs: 1_000_000 + seconds * 1_000 },
  ]
}

describe('an agent', () => {
  test.each<[string, boolean, number, number, number]>([
    ['has not restarted when both clocks moved alike', false, dayCs, dayCs + 6_000, 60],
    ['has restarted when its uptime went back', true, dayCs, 1_500, 60],
    ['has restarted when its uptime went back by little', true, dayCs, dayCs - 1, 60],
    ['has not restarted at the wrap after 497 days', false, wrapCs - 3_000, 3_000, 60],
    ['has not restarted at the wrap when the answer was late', false, wrapCs - 3_000, 3_150, 60],
    ['has restarted just before the wrap', true, wrapCs - 3_000, 1_000, 60],
    ['has restarted when the wrap is still days away', true, wrapCs - 3 * dayCs, 1_000, 60],
    ['has not restarted at a wrap in an hour without answers', false, wrapCs - 180_000, 180_000, 3_600],
    ['has restarted soon after it had restarted before', true, 1_000, 4_000, 60],
    ['has restarted seconds after the last answer, soon after it had before', true, 1_000, 5_800, 60],
    ['has restarted in an hour without answers, longer ago than it had been up', true, 6_000, 120_000, 3_600],
    ['has not restarted when its clock stands still', false, dayCs, dayCs, 60],
    ['has not restarted when its clock stands still at nothing', false, 0, 0, 60],
    ['has not restarted when its clock is slow', false, dayCs, dayCs + 3_000, 60],
    ['has not restarted when its clock is fast', false, dayCs, dayCs + 9_000, 60],
    ['has not restarted when an answer was late by a second', false, dayCs, dayCs + 5_900, 60],
    ['has not restarted when it was asked twice at once', false, dayCs, dayCs + 1, 0.01],
    ['has not restarted since it started right before', false, 0, 6_000, 60],
  ])('%s', (_, restarted, was, is, seconds) => {
    expect(hasRestarted(...pair(was, is, seconds))).toBe(restarted)
  })

  test('that runs on has never restarted, wherever its uptime stands', () => {
    const seconds = fc.integer({ min: 1, max: 7 * 86_400 })
    fc.assert(
      fc.property(
        fc.nat({ max: wrapCs - 1 }),
        seconds,
        fc.integer({ min: -100, max: 100 }),
        (was, took, late) => {
          const is = (was + took * 100 + late) % wrapCs
          expect(hasRestarted(...pair(was, is, took))).toBe(false)
        },
      ),
    )
  })

  test('that started anew well within the time between two answers has restarted', () => {
    fc.assert(
      fc.property(fc.nat({ max: wrapCs - 1 }), fc.integer({ min: 300, max: 5_000 }), (was, is) => {
        fc.pre(Math.abs(is + wrapCs - (was + 6_000)) > 300 && was + 6_000 - is > 300)
        expect(hasRestarted(...pair(was, is, 60))).toBe(true)
      }),
    )
  })
})

describe('the time between two answers', () => {
  test.each<[string, number, number, number, number]>([
    ['goes by the agent, which a late answer does not falsify', dayCs, dayCs + 6_000, 61.5, 60_000],
    ['goes by the agent over the wrap', wrapCs - 3_000, 3_000, 60, 60_000],
    ['goes by our clock where that of the agent stands still', dayCs, dayCs, 60, 60_000],
    ['goes by our clock where that of the agent is slow', dayCs, dayCs + 3_000, 60, 60_000],
    ['goes by our clock where that of the agent jumped', dayCs, dayCs + 600_000, 60, 60_000],
  ])('%s', (_, was, is, seconds, ms) => {
    expect(elapsedMs(...pair(was, is, seconds))).toBe(ms)
  })
})

test.each<[what: string, cs: number, moment: number]>([
  ['its start', 0, 1_000_000],
  ['what happened a minute before the reading', 54_000, 1_540_000],
  ['the reading itself', 60_000, 1_600_000],
])('by an uptime of ten minutes, %s is dated', (_, cs, moment) =>
  expect(momentOf({ at: 1_600_000, sysUpTimeCs: 60_000 }, cs)).toBe(moment),
)
