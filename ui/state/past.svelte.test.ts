import { describe, expect, it } from 'vitest'
import type { WireChanges } from '../../collector/serve/wire.ts'
import type { ApiAnswer } from '../parts/request.ts'
import { statusesAt } from '../timeline/timeline.ts'
import { dayMs, hourMs, longestMs, Past } from './past.svelte.ts'

const now = 100 * longestMs
const told = (from: number): WireChanges => ({
  from,
  to: now,
  links: ['a'],
  statuses: ['up'],
  since: [from],
  changes: { link: [], at: [], to: [] },
})

/** A collector whose answers the test gives. */
function pastOf() {
  const asked: { from: number; answer(answer: ApiAnswer<WireChanges>): void }[] = []
  const changes = (from: number) =>
    new Promise<ApiAnswer<WireChanges>>((answer) => asked.push({ from, answer }))
  return { past: new Past({ changes }, () => now), asked }
}

describe('the past', () => {
  it('is not known until it has come', async () => {
    const { past, asked } = pastOf()
    const loaded = past.load(now - 1000)
    expect([past.timeline, past.isLoading]).toEqual([null, true])
    asked[0]!.answer({ ok: true, value: told(now - 1000) })
    await loaded
    expect([past.timeline?.from, past.isLoading]).toEqual([now - 1000, false])
  })

  it('loses nothing that was told while it was on its way', async () => {
    const { past, asked } = pastOf()
    const loaded = past.load(now - 1000)
    past.receive([{ id: 'a', status: 'down', since: now - 5 }])
    asked[0]!.answer({ ok: true, value: told(now - 1000) })
    await loaded
    past.receive([
      { id: 'a', rttMs: 4 },
      { id: 'a', status: 'up', since: now },
    ])
    expect(past.timeline?.changes).toEqual({ link: [0, 0], at: [now - 5, now], to: ['down', 'up'] })
  })

  it('keeps what it had where the next asking fails, and says why', async () => {
    const { past, asked } = pastOf()
    const first = past.load(now - 1000)
    asked[0]!.answer({ ok: true, value: told(now - 1000) })
    await first
    const second = past.load(now - 2000)
    asked[1]!.answer({ ok: false, code: 'network', message: 'fetch failed' })
    await second
    expect(past.timeline?.from).toBe(now - 1000)
    expect(past.failure?.code).toBe('network')
  })

  it('asks one thing at a time, and of what was asked meanwhile the last', async () => {
    const { past, asked } = pastOf()
    const first = past.load(now - 1000)
    void past.load(now - 2000)
    void past.load(now - 3000)
    expect(asked).toHaveLength(1)
    asked[0]!.answer({ ok: true, value: told(now - 1000) })
    await first
    expect(asked.map(({ from }) => from)).toEqual([now - 1000, now - 3000])
  })

  it('asks for no more than it may', () => {
    const { past, asked } = pastOf()
    void past.load(0)
    expect(now - asked[0]!.from).toBeLessThan(longestMs)
  })

  it('asks for what is missing once, and not again for what cannot be had', async () => {
    const { past, asked } = pastOf()
    const first = past.load(now - 1000)
    asked[0]!.answer({ ok: true, value: told(now - 1000) })
    await first
    const farther = past.reach(0)
    asked[1]!.answer({ ok: true, value: told(asked[1]!.from) })
    await farther
    await past.reach(0)
    await past.reach(now - 5000)
    expect(asked).toHaveLength(2)
  })

  it('holds no more after a month of being told than it was asked for, and a day', async () => {
    let at = now
    const value = { ...told(now - dayMs), changes: { link: [0], at: [now - hourMs], to: ['up' as const] } }
    const past = new Past({ changes: async () => ({ ok: true, value }) }, () => at)
    await past.load(now - dayMs)
    const held: number[] = []
    for (let hour = 0; hour < 30 * 24; hour++) {
      at += hourMs
      past.receive([{ id: 'a', status: hour % 2 === 0 ? 'down' : 'up', since: at }])
      held.push(past.timeline!.changes.at.length)
      expect(past.knows(at - dayMs)).toBe(true)
    }
    expect(Math.max(...held)).toBeLessThanOrEqual(50)
    expect(statusesAt(past.timeline!, at).get('a')).toEqual({ status: 'up', since: at })
  })
})
