import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Router } from '../domain/router.ts'
import { VisitLine } from './visit-line.ts'

const everyMs = 60_000
const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }

const router = (id: string): Router => ({
  id,
  satker: '900001',
  address: '10.0.0.1',
  trapsFrom: [],
  snmp: null,
})

interface Stage {
  line: VisitLine
  visits: string[]
  errors: string[]
  /** Visits of these end only when they are told to. */
  end(id: string): Promise<void>
}

/** `most` places, of routers with the depth of what hangs on them. */
function stage(routers: Record<string, number | null>, most: number): Stage {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const visits: string[] = []
  const errors: string[] = []
  const ends = new Map<string, () => void>()
  const line = new VisitLine({
    clock,
    most,
    pace: { starts: 1_000, everyMs: 10 },
    visit({ id }) {
      visits.push(id)
      return new Promise<void>((resolve) => ends.set(id, resolve))
    },
    onError: (id, error) => void errors.push(`${id}: ${String(error)}`),
  })
  const visited = Object.entries(routers).map(([id, hubDepth]) => ({ router: router(id), hubDepth }))
  line.arrange(visited, everyMs)
  return {
    line,
    visits,
    errors,
    async end(id) {
      ends.get(id)?.()
      await vi.advanceTimersByTimeAsync(10)
    },
  }
}

const now = (): number => clock.monotonicMs()

describe('who is visited next', () => {
  test('while there is room, everybody at once', () => {
    const { line, visits } = stage({ branch: null, hub: 0 }, 2)
    for (const id of ['branch', 'hub']) line.take(id, now())
    expect(visits).toEqual(['branch', 'hub'])
    expect(line.waiting).toBe(0)
  })

  test('hubs by their depth, then who told something, then the others', async () => {
    const { line, visits, end } = stage({ first: null, branch: null, told: null, region: 1, centre: 0 }, 1)
    for (const id of ['first', 'branch', 'told', 'region', 'centre']) line.take(id, now())
    line.takeNext('told', () => {})
    expect(line.waiting).toBe(4)
    for (const id of ['first', 'centre', 'region', 'told', 'branch']) await end(id)
    expect(visits).toEqual(['first', 'centre', 'region', 'told', 'branch'])
  })

  test('of others, the longest unseen', async () => {
    const { line, visits, end } = stage({ a: null, b: null, c: null, place: null }, 1)
    for (const id of ['b', 'c', 'a']) {
      line.take(id, now())
      await vi.advanceTimersByTimeAsync(1_000)
      await end(id)
    }
    for (const id of ['place', 'a', 'b', 'c']) line.take(id, now())
    for (const id of ['place', 'b', 'c', 'a']) await end(id)
    expect(visits.slice(4)).toEqual(['b', 'c', 'a'])
  })

  test('however the places are taken, nobody is passed over for ever', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.integer({ min: 0, max: 3 })), { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        async (depths, most) => {
          const ids = depths.map((_, index) => `r${index}`)
          const { line, visits, end } = stage(
            Object.fromEntries(ids.map((id, index) => [id, depths[index] ?? null])),
            most,
          )
          // Everybody's turn comes again before anybody's visit has ended: far more than there are places for.
          for (let ended = 0; ended < 6 * ids.length; ended++) {
            for (const id of ids) line.take(id, now())
            expect(line.waiting).toBeLessThanOrEqual(ids.length)
            await end(visits[ended]!)
          }
          expect(new Set(visits)).toEqual(new Set(ids))
        },
      ),
      { numRuns: 25 },
    ))

  test('one visit at a time: what is told meanwhile brings another when it has ended, once', async () => {
    const { line, visits, end } = stage({ a: null }, 5)
    const taken: string[] = []
    line.take('a', now())
    line.takeNext('a', () => void taken.push('first'))
    line.takeNext('a', () => void taken.push('second'))
    expect(visits).toEqual(['a'])
    await end('a')
    await end('a')
    expect(visits).toEqual(['a', 'a'])
    expect(taken).toEqual(['second'])
  })
})

describe('what is counted', () => {
  /** Past the rounds in which routers are asked for the first time. */
  async function settled(routers: Record<string, number | null>, most: number): Promise<Stage> {
    const made = stage(routers, most)
    for (const id of Object.keys(routers)) {
      made.line.take(id, now())
      await made.end(id)
    }
    await vi.advanceTimersByTimeAsync(2 * everyMs)
    return made
  }

  test('a visit that begins more than a tenth of its round after its turn was late', async () => {
    const { line, end } = await settled({ a: null, b: null, c: null }, 1)
    for (const id of ['a', 'b', 'c']) line.take(id, now())
    await vi.advanceTimersByTimeAsync(5_000)
    await end('a')
    expect(line.tally).toMatchObject({ late: 0, skips: 0 })
    await vi.advanceTimersByTimeAsync(5_000)
    await end('b')
    expect(line.tally).toMatchObject({ late: 1, skips: 0 })
  })

  test('a turn is skipped where the one before waits or runs, or was passed over', async () => {
    const { line } = await settled({ a: null, b: null }, 1)
    for (const id of ['a', 'b', 'a', 'b', 'b']) line.take(id, now())
    line.passOver(20)
    expect(line.tally).toMatchObject({ late: 0, skips: 23 })
  })

  test('nothing of the first two rounds, in which every router is asked more', async () => {
    const { line, end } = stage({ a: null, b: null }, 1)
    for (const id of ['a', 'b', 'a', 'b']) line.take(id, now())
    await vi.advanceTimersByTimeAsync(everyMs)
    await end('a')
    expect(line.tally).toMatchObject({ late: 0, skips: 0 })
  })

  test('how long the longest unseen has been so, whatever came of its visits', async () => {
    const { line } = await settled({ a: null, b: null }, 2)
    line.take('a', now())
    const agoMs = line.longestUnseenMs()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(agoMs).toBeGreaterThan(2 * everyMs)
    expect(line.longestUnseenMs()).toBe(agoMs! + 1_000)
    line.take('b', now())
    expect(line.longestUnseenMs()).toBe(1_000)
    expect(stage({}, 1).line.longestUnseenMs()).toBeNull()
  })

  test('how far visits are behind is remembered for two rounds', async () => {
    const { line, end } = await settled({ a: null }, 1)
    line.take('a', now())
    await end('a')
    const behindMs = line.tally.behindMs()
    expect(behindMs).toBeGreaterThan(everyMs - 100)
    await vi.advanceTimersByTimeAsync(everyMs)
    line.take('a', now())
    expect(line.tally.behindMs()).toBe(behindMs)
    await vi.advanceTimersByTimeAsync(everyMs + 100)
    expect(line.tally.behindMs()).toBe(0)
  })
})

describe('an edit, and the end', () => {
  test('a router that is gone is visited no more, and whoever asked for it is told', async () => {
    const { line, visits, end } = stage({ a: null, b: null, c: null }, 1)
    const taken: string[] = []
    for (const id of ['a', 'b', 'c']) line.take(id, now())
    for (const id of ['a', 'b']) line.takeNext(id, () => void taken.push(id))
    line.arrange([{ router: router('c'), hubDepth: null }], everyMs)
    expect(taken.toSorted()).toEqual(['a', 'b'])
    await end('a')
    await end('c')
    expect(visits).toEqual(['a', 'c'])
    line.take('b', now())
    expect(line.waiting).toBe(0)
  })

  test('a visit that fails by a fault of ours is told of, and gives its place on', async () => {
    const { line, errors } = stage({ a: null, b: null }, 1)
    const failing = new VisitLine({
      clock,
      most: 1,
      pace: { starts: 9, everyMs: 10 },
      visit: () => Promise.reject(new Error('a bug')),
      onError: (id, error) => void errors.push(`${id}: ${String(error)}`),
    })
    failing.arrange(
      ['a', 'b'].map((id) => ({ router: router(id), hubDepth: null })),
      everyMs,
    )
    for (const id of ['a', 'b']) failing.take(id, now())
    await vi.advanceTimersByTimeAsync(20)
    expect(errors).toEqual(['a: Error: a bug', 'b: Error: a bug'])
    expect([failing.waiting, line.waiting]).toEqual([0, 0])
  })

  test('once it is closed nothing begins, and it waits for what runs', async () => {
    const { line, visits, end } = stage({ a: null, b: null }, 1)
    for (const id of ['a', 'b']) line.take(id, now())
    let isClosed = false
    const closed = line.close().then(() => (isClosed = true))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isClosed).toBe(false)
    await end('a')
    await closed
    line.take('b', now())
    expect(visits).toEqual(['a'])
  })
})
