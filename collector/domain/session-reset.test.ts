/** Resets that were over when the session was read: told by when it began, against when it last was seen. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sessionReading } from './layers.test-kit.ts'
import { afterSession, type LastSight, type SessionBelief } from './session-belief.ts'

const start = 1_795_330_000_000

/** When it was visited, for how long the session was established then, and for how long the agent had run; seconds. */
type Seen = readonly [at: number, established: number, upFor: number]

function afterVisits(visits: readonly Seen[], established: LastSight | null = null) {
  const resets = new Set<number>()
  let belief: SessionBelief | null = null
  for (const [seconds, establishedSeconds, upFor] of visits) {
    const visited = { at: start + seconds * 1000, sysUpTimeCs: (upFor * 100) % 2 ** 32, isDated: true }
    const known = { isNamed: true, wasThere: established !== null, established }
    belief = afterSession(belief, sessionReading({ establishedSeconds }), visited, known)
    if (belief?.resetAt != null) resets.add((belief.resetAt - start) / 1000)
  }
  return { resets: [...resets], since: ((belief?.sign?.since ?? 0) - start) / 1000 }
}

const wrap = 2 ** 32 / 100

test.each<[what: string, visits: readonly Seen[], resets: number[], since: number]>([
  [
    'is told also where the agent is younger than the session',
    [
      [0, 5_000, 1_000],
      [60, 25, 1_060],
    ],
    [35],
    35,
  ],
  [
    'is told also after the agent’s clock started anew by itself',
    [
      [0, 5_000, wrap - 30],
      [60, 25, wrap + 30],
    ],
    [35],
    35,
  ],
  [
    'is told each time, however short the sessions between them are',
    [
      [0, 5_000, 9_000],
      [10, 3, 9_010],
      [20, 7, 9_020],
      [30, 8, 9_030],
    ],
    [7, 13, 22],
    22,
  ],
  [
    'is none where the router’s clock was set back',
    [
      [0, 5_070, 9_000],
      [10, 4_960, 9_010],
    ],
    [],
    -5_070,
  ],
  [
    'is none where the router’s seconds and ours differ a little',
    [
      [0, 0, 9_000],
      [10, 9, 9_010],
      [20, 20, 9_020],
    ],
    [],
    0,
  ],
  [
    'is none where the agent alone started anew',
    [
      [0, 5_000, 9_000],
      [60, 5_060, 20],
    ],
    [],
    -5_000,
  ],
  [
    'is none where the router started, though it is up since then only',
    [
      [0, 5_000, 9_000],
      [60, 10, 40],
    ],
    [],
    50,
  ],
  [
    'is no news within five minutes of a start, though it is up since then only',
    [
      [0, 100, 200],
      [60, 5, 260],
    ],
    [],
    55,
  ],
])('a reset %s', (_, visits, resets, since) => {
  expect(afterVisits(visits)).toEqual({ resets, since })
})

test.each<[what: string, seen: Seen, resets: number[]]>([
  ['while nobody looked is told when it was', [300, 120, 9_000], [180]],
  ['is none where it goes on', [300, 900, 9_000], []],
  ['is none where the router started meanwhile', [300, 120, 200], []],
])('a reset %s', (_, seen, resets) => {
  expect(afterVisits([seen], { since: start - 600_000, seenAt: start }).resets).toEqual(resets)
})

test('whenever it was cleared, every reset between two visits is told, and no other', () => {
  const gaps = fc.array(fc.record({ gap: fc.integer({ min: 6, max: 120 }), back: fc.option(fc.nat(119)) }), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(gaps, (steps) => {
      let at = 0
      let began = -5_000
      const expected: number[] = []
      const visits: Seen[] = [[0, 5_000, 9_000]]
      for (const { gap, back } of steps) {
        at += gap
        // Cleared so long before this visit, and well after the last one.
        if (back !== null && back < gap - 3) {
          began = at - back
          expected.push(began)
        }
        visits.push([at, at - began, 9_000 + at])
      }
      expect(afterVisits(visits)).toEqual({ resets: expected, since: began })
    }),
  )
})
