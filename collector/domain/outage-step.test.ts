import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outageStep } from './outage-step.ts'
import type { OpenOutage, OutageStep } from './outage-step.ts'
import { linkStatuses } from './status.ts'
import type { Evidence, LinkStatus, StatusChange } from './status.ts'

const down: OpenOutage = { status: 'down', began: 1_000, unwatchedMs: 0 }
const unreachable: OpenOutage = { status: 'unreachable', began: 1_000, unwatchedMs: 70 }
const unwatched: Evidence[] = [{ at: 4_000, what: 'not-watched' }]

type Case = [
  what: string,
  open: OpenOutage | null,
  from: LinkStatus,
  to: LinkStatus,
  step: Partial<OutageStep>,
]

const cases: Case[] = [
  ['up to down opens one', null, 'up', 'down', { open: { status: 'down', began: 5_000 } }],
  [
    'degraded to unreachable opens one',
    null,
    'degraded',
    'unreachable',
    { open: { status: 'unreachable', began: 5_000 } },
  ],
  [
    'unknown to down opens one where there was none',
    null,
    'unknown',
    'down',
    { open: { status: 'down', began: 5_000 } },
  ],
  ['unknown to up without an outage does nothing', null, 'unknown', 'up', {}],
  ['up to degraded does nothing', null, 'up', 'degraded', {}],
  ['up to unknown does nothing', null, 'up', 'unknown', {}],
  ['down to up ends it', down, 'down', 'up', { close: { ended: 5_000, evidence: [] } }],
  ['down to degraded ends it', down, 'down', 'degraded', { close: { ended: 5_000, evidence: [] } }],
  ['down to unknown leaves it open', down, 'down', 'unknown', {}],
  [
    'unknown to up ends it where our knowledge did',
    down,
    'unknown',
    'up',
    { close: { ended: 4_000, evidence: unwatched } },
  ],
  [
    'unknown to down goes on, the gap unwatched',
    down,
    'unknown',
    'down',
    { prolong: { unwatchedMs: 1_000 } },
  ],
  ['gaps add up', unreachable, 'unknown', 'unreachable', { prolong: { unwatchedMs: 1_070 } }],
  [
    'unknown to the other kind ends one and opens the other',
    down,
    'unknown',
    'unreachable',
    { close: { ended: 4_000, evidence: unwatched }, open: { status: 'unreachable', began: 5_000 } },
  ],
  [
    'down to unreachable, watched, changes without a gap',
    down,
    'down',
    'unreachable',
    { close: { ended: 5_000, evidence: [] }, open: { status: 'unreachable', began: 5_000 } },
  ],
  [
    'unreachable to down, watched, changes without a gap',
    unreachable,
    'unreachable',
    'down',
    { close: { ended: 5_000, evidence: [] }, open: { status: 'down', began: 5_000 } },
  ],
]

describe('outageStep', () => {
  it.each(cases)('%s', (_, open, from, to, step) => {
    const change: StatusChange = {
      link: 'a',
      at: 5_000,
      from,
      fromSince: 4_000,
      to,
      because: null,
      evidence: [],
    }
    expect(outageStep(open, change)).toEqual({ close: null, prolong: null, open: null, ...step })
  })

  it('keeps an outage exactly as long as the link is gone, whatever happens to the link', () => {
    const step = fc.record({
      to: fc.constantFrom(...linkStatuses),
      afterMs: fc.integer({ min: 0, max: 90_000 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { open, closed, status } = live(steps)
        if (status === 'down' || status === 'unreachable') expect(open?.status).toBe(status)
        if (status === 'up' || status === 'degraded') expect(open).toBeNull()
        const all = open ? [...closed, { ...open, ended: Infinity }] : closed
        for (const [index, outage] of all.entries()) {
          expect(outage.ended).toBeGreaterThanOrEqual(outage.began)
          expect(outage.unwatchedMs).toBeGreaterThanOrEqual(0)
          expect(outage.unwatchedMs).toBeLessThanOrEqual(outage.ended - outage.began)
          expect(outage.began).toBeGreaterThanOrEqual(all[index - 1]?.ended ?? 0)
        }
      }),
    )
  })
})

function live(steps: { to: LinkStatus; afterMs: number }[]) {
  const closed: (OpenOutage & { ended: number })[] = []
  let open: OpenOutage | null = null
  let status: LinkStatus = 'unknown'
  let since = 0
  for (const { to, afterMs } of steps) {
    if (to === status) continue
    const at: number = since + afterMs
    const done = outageStep(open, {
      link: 'a',
      at,
      from: status,
      fromSince: since,
      to,
      because: null,
      evidence: [],
    })
    if (open && done.close) {
      closed.push({ ...open, ended: done.close.ended })
      open = null
    }
    if (open && done.prolong) open.unwatchedMs = done.prolong.unwatchedMs
    if (done.open) open = { ...done.open, unwatchedMs: 0 }
    status = to
    since = at
  }
  return { open, closed, status }
}
