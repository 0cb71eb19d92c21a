import { expect, test } from 'vitest'
import { PlayedSession } from './played-session.ts'

const boot = Date.UTC(2026, 10, 18, 3)
const minuteMs = 60_000
const at = (minutes: number) => boot + minutes * minuteMs

/** Played as if somebody had asked at each of these minutes. */
function played(...seen: [minute: number, isFree: boolean, resetMinute?: number][]): PlayedSession {
  const session = new PlayedSession('192.0.2.1', 'kontrak-a', boot)
  for (const [minute, isFree, reset] of seen)
    session.observe(at(minute), isFree, boot, reset === undefined ? null : at(reset))
  return session
}

const established = { state: 6 }
const active = { state: 3 }

test.each<[string, PlayedSession, number, object]>([
  [
    'a while after the start it is established, and since then',
    played([0, true]),
    10,
    { ...established, establishedSeconds: 600 - 40, transitions: 1, lastError: [0, 0] },
  ],
  [
    'before that it is on its way, and never was established',
    played([0, true]),
    0.5,
    { state: 4, establishedSeconds: 0, transitions: 0, lastError: [0, 0] },
  ],
  [
    'one that fell tells how long ago it last was established, and why it fell',
    played([5, true], [10, false]),
    13,
    { ...active, establishedSeconds: 180, transitions: 1, lastError: [4, 0] },
  ],
  [
    'one that comes back is established a few seconds later, and counts them',
    played([5, true], [10, false], [13, true]),
    14,
    { ...established, establishedSeconds: 60 - 12, transitions: 2, lastError: [4, 0] },
  ],
  [
    'in those seconds it still tells of the time before',
    played([5, true], [10, false], [13, true]),
    13.1,
    { state: 4, establishedSeconds: 186, transitions: 1 },
  ],
  [
    'one that was reset is established again for a shorter time, dated at the reset and not when it was asked',
    played([5, true], [12, true, 10]),
    12,
    { ...established, establishedSeconds: 120 - 12, transitions: 2, lastError: [6, 4] },
  ],
  [
    'a reset counts once, however often it is told',
    played([5, true], [12, true, 10], [13, true, 10], [14, true, 10]),
    14,
    { ...established, establishedSeconds: 240 - 12, transitions: 2 },
  ],
  [
    'what is down is not reset',
    played([5, true], [9, false], [11, false, 10]),
    12,
    { ...active, establishedSeconds: 180, transitions: 1, lastError: [4, 0] },
  ],
])('%s', (_, session, minute, view) => {
  expect(session.view(at(minute))).toMatchObject({ peer: [192, 0, 2, 1], ...view })
})

test('a router that starts knows of no session before', () => {
  const session = played([5, true], [10, false], [13, true])
  session.observe(at(20), true, at(19), null)
  expect(session.view(at(20))).toMatchObject({ state: 6, establishedSeconds: 20, transitions: 1 })
  expect(session.view(at(19.5))).toMatchObject({ state: 4, establishedSeconds: 0, transitions: 0 })
})

test('the numbers of autonomous systems are those for documentation', () => {
  for (const provider of ['kontrak-a', 'kontrak-b', 'x', '']) {
    const { remoteAs } = new PlayedSession('192.0.2.1', provider, boot).view(boot)
    expect(remoteAs).toBeGreaterThanOrEqual(64_496)
    expect(remoteAs).toBeLessThanOrEqual(64_511)
  }
})
