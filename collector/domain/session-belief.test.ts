import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sessionReading } from './layers.test-kit.ts'
import { afterSession, type SessionBelief } from './session-belief.ts'
import type { SessionReading } from './vpn-reading.ts'

const minute = 60_000
const start = 1_795_330_000_000

/** One visit a minute; the agent has run for a day at the first unless another time is given. */
function afterVisits(
  readings: (Partial<SessionReading> | null)[],
  { isNamed = true, wasThere = false, upForSeconds = 86_400 } = {},
): SessionBelief | null {
  return readings.reduce<SessionBelief | null>((belief, reading, index) => {
    const sysUpTimeCs = (upForSeconds + index * 60) * 100
    const visited = { at: start + index * minute, sysUpTimeCs, isDated: true }
    const known = { isNamed, wasThere, established: null }
    return afterSession(belief, reading && sessionReading(reading), visited, known)
  }, null)
}

const up = (establishedSeconds: number | null) => ({ establishedSeconds })
const active = (establishedSeconds: number | null) => ({ state: 'active', establishedSeconds }) as const
const shut = { state: 'idle', isStopped: true, establishedSeconds: 0 } as const
const gone = { state: null, establishedSeconds: null } as const

describe('a session', () => {
  test.each<[string, Parameters<typeof afterVisits>[0], boolean | null, number | null]>([
    ['established is up since it was', [up(500)], true, start - 500_000],
    ['established without a time is up since the visit', [up(null)], true, start],
    ['fallen once, without a time, is not believed', [up(500), active(0)], true, start - 500_000],
    [
      'fallen twice is down since the first visit that saw it',
      [up(500), active(0), active(0)],
      false,
      start + minute,
    ],
    ['fallen once is down since the router says so', [up(500), active(20)], false, start + minute - 20_000],
    [
      'fallen for longer than since it was last seen up is down since the visit',
      [up(500), active(200)],
      false,
      start + minute,
    ],
    ['shut on purpose is down at once', [up(500), shut], false, start + minute],
    ['never established is down at the second visit', [active(0), active(0)], false, start],
    ['never there says nothing', [gone, gone, gone], null, null],
    ['that vanished is down at the second visit', [up(500), gone, gone], false, start + minute],
    ['not read keeps what was said', [up(500), null], true, start - 500_000],
    [
      'back again is up since it was established',
      [up(500), active(10), up(40)],
      true,
      start + 2 * minute - 40_000,
    ],
  ])('%s', (_, readings, isUp, since) => {
    const sign = afterVisits(readings)?.sign ?? null
    expect(sign && { isUp: sign.isUp, since: sign.since }).toEqual(isUp === null ? null : { isUp, since })
  })

  test('that vanished while nobody looked is down', () => {
    expect(afterVisits([gone, gone], { wasThere: true })?.sign).toMatchObject({ isUp: false, since: start })
  })

  test('that nobody named says nothing while it was never established', () => {
    expect(afterVisits([active(0), active(0), active(0)], { isNamed: false })?.sign).toBeNull()
    expect(afterVisits([up(9), active(0), active(0)], { isNamed: false })?.sign?.isUp).toBe(false)
  })

  test('with another peer is another', () => {
    const other = afterVisits([up(500), { ...active(0), peer: '10.255.0.9' }])
    expect(other).toMatchObject({ peer: '10.255.0.9', sign: null })
  })

  test('says whether it was shut on purpose', () => {
    expect(afterVisits([up(500), shut])?.isStopped).toBe(true)
    expect(afterVisits([shut, up(10)])?.isStopped).toBe(false)
  })
})

describe('a reset that is over when it is read', () => {
  test.each<[string, Parameters<typeof afterVisits>[0], number, number | null]>([
    ['is dated by how long it is established again', [up(500), up(25)], 86_400, start + minute - 25_000],
    ['is none where it goes on', [up(500), up(560)], 86_400, null],
    [
      'is seen also where one visit saw it down',
      [up(500), active(0), up(9)],
      86_400,
      start + 2 * minute - 9_000,
    ],
    ['is none where it was told as down', [up(500), active(9), up(9)], 86_400, null],
    ['is explained by a start of the agent', [up(500), up(25)], -30, null],
    ['is no news within five minutes of a start', [up(100), up(25)], 200, null],
    ['is news after them', [up(100), up(25)], 300, start + minute - 25_000],
    ['is none where the router tells no times', [up(null), up(null)], 86_400, null],
  ])('%s', (_, readings, upForSeconds, resetAt) => {
    expect(afterVisits(readings, { upForSeconds })?.resetAt ?? null).toBe(resetAt)
  })
})

test('whatever is read, a sign is never dated before the last that said otherwise, nor after its visit', () => {
  const reading = fc.option(
    fc.record({
      state: fc.constantFrom('established', 'active', 'idle', null),
      isStopped: fc.boolean(),
      establishedSeconds: fc.option(fc.nat(2_000)),
    }) as fc.Arbitrary<Partial<SessionReading>>,
  )
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), (readings) => {
      let before: SessionBelief | null = null
      for (let count = 1; count <= readings.length; count++) {
        const belief = afterVisits(readings.slice(0, count))
        const at = start + (count - 1) * minute
        if (belief?.sign) expect(belief.sign.since).toBeLessThanOrEqual(at)
        const last = before?.sign
        if (last && belief?.sign && belief.sign.isUp !== last.isUp)
          expect(belief.sign.since).toBeGreaterThanOrEqual(last.seenAt)
        before = belief
      }
    }),
  )
})
