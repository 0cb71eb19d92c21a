import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { entryOf, sessionOf } from '../access/access.test-kit.ts'
import type { ApiAnswer, Failure } from '../parts/request.ts'
import type { WireSession } from '../../collector/serve/wire-access.ts'
import { SessionState } from './session.svelte.ts'

const failed = (code: string): Failure => ({ ok: false, code, message: 'In English.' })
const nobody = failed('not-signed-in')
const budi: ApiAnswer<WireSession> = { ok: true, value: sessionOf() }

describe('the session', () => {
  let answer: ApiAnswer<WireSession>
  let entryFails: boolean
  let leaving: ApiAnswer<null>
  let asked: number
  let session: SessionState

  beforeEach(() => {
    vi.useFakeTimers()
    answer = budi
    entryFails = false
    leaving = { ok: true, value: null }
    asked = 0
    session = new SessionState({
      entry: async () => (entryFails ? failed('network') : { ok: true, value: entryOf() }),
      session: async () => {
        asked++
        return answer
      },
      signOut: async () => leaving,
    })
  })
  afterEach(() => vi.useRealTimers())

  it('is asked for first, and then known with what it allows', async () => {
    expect([session.standing.is, session.may('see')]).toEqual(['asked', false])
    await session.ask()
    expect(session.current?.name).toBe('budi')
    expect([session.may('see'), session.may('audit')]).toEqual([true, false])
  })

  it('is nobody’s where nobody is signed in, which is no ending', async () => {
    answer = nobody
    await session.ask()
    expect(session.standing).toEqual({ is: 'out', entry: entryOf(), why: null })
  })

  it.each([
    ['nobody answers', () => (entryFails = true)],
    ['the answer cannot be read', () => {}],
  ])('is asked for again and again while %s', async (_what, prepare) => {
    prepare()
    answer = failed(entryFails ? 'network' : 'bad-answer')
    await session.ask()
    expect(session.standing.is).toBe('unanswered')
    entryFails = false
    answer = budi
    await vi.advanceTimersByTimeAsync(3_000)
    expect(session.current?.name).toBe('budi')
  })

  it('that stays the same leaves what hangs on it as it is', async () => {
    await session.ask()
    const before = session.standing
    answer = { ok: true, value: sessionOf() }
    await session.check()
    expect(session.standing).toBe(before)
    answer = { ok: true, value: sessionOf({ role: 'auditor', permissions: ['audit'] }) }
    await session.check()
    expect([session.may('see'), session.may('audit')]).toEqual([false, true])
  })

  it('ends when it is refused twice, and not for what was refused before it', async () => {
    session.refused(nobody)
    expect(session.standing.is).toBe('asked')
    await session.ask()
    answer = nobody
    session.refused(nobody)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(session.standing).toMatchObject({ is: 'out', why: 'ended' })
  })

  it('goes on where a new cookie came after what was refused', async () => {
    await session.ask()
    answer = nobody
    session.refused(nobody)
    await vi.advanceTimersByTimeAsync(999)
    expect(session.standing.is).toBe('in')
    answer = budi
    await vi.advanceTimersByTimeAsync(60_000)
    expect([session.standing.is, asked]).toEqual(['in', 3])
  })

  it('does not end while what may bring a new cookie is not answered', async () => {
    await session.ask()
    answer = nobody
    const { promise, resolve } = Promise.withResolvers<string>()
    const renewed = session.during(promise)
    session.refused(nobody)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(session.standing.is).toBe('in')
    answer = budi
    resolve('new')
    expect(await renewed).toBe('new')
    await vi.advanceTimersByTimeAsync(60_000)
    expect([session.standing.is, asked]).toEqual(['in', 3])
  })

  it.each(['forbidden', 'second-factor-needed'])('is asked for anew when something is %s', async (code) => {
    await session.ask()
    answer = { ok: true, value: sessionOf({ permissions: [] }) }
    session.refused(failed(code))
    await vi.advanceTimersByTimeAsync(0)
    expect(session.may('see')).toBe(false)
  })

  it('is not asked for when something else fails', async () => {
    await session.ask()
    session.refused(failed('not-found'))
    expect([asked, session.standing.is]).toEqual([1, 'in'])
  })

  it('outlives a collector that does not answer', async () => {
    await session.ask()
    answer = failed('network')
    await session.check()
    expect(session.current?.name).toBe('budi')
  })

  it('does not end by an answer older than it', async () => {
    await session.ask()
    answer = nobody
    const late = session.check()
    session.begin(sessionOf({ name: 'siti' }))
    await vi.advanceTimersByTimeAsync(1_000)
    await late
    expect(session.current?.name).toBe('siti')
  })

  it('is left on purpose, unless that cannot be told to the collector', async () => {
    await session.ask()
    leaving = failed('network')
    expect(await session.leave()).toMatchObject({ code: 'network' })
    expect(session.standing.is).toBe('in')
    leaving = failed('unavailable')
    answer = nobody
    expect(await session.leave()).toBeNull()
    expect(session.standing).toMatchObject({ is: 'out', why: 'left' })
    session.begin(sessionOf())
    leaving = nobody
    expect(await session.leave()).toBeNull()
  })

  it('begins anew where somebody signed in in another tab', async () => {
    answer = nobody
    await session.ask()
    answer = budi
    await session.check()
    expect(session.current?.name).toBe('budi')
  })
})
