import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outage } from '../../collector/domain/outage.ts'
import type { WireReadings } from '../../collector/serve/wire.ts'
import type { ReadingsQuery } from '../parts/api.ts'
import type { ApiAnswer } from '../parts/request.ts'
import { Readings, type Asked } from './readings.svelte.ts'

const minute = 60_000
const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 5)

const asked = (given: Partial<Asked> = {}): Asked => ({
  link: 'main',
  range: '24h',
  from: null,
  to: null,
  compare: false,
  ...given,
})

function answerTo({ link, resolution = 60_000 }: ReadingsQuery): ApiAnswer<WireReadings> {
  return { ok: true, value: { id: link, resolution, at: [] } as unknown as WireReadings }
}

describe('the readings of a link', () => {
  const queries: ReadingsQuery[] = []
  const signals: (AbortSignal | undefined)[] = []
  let answer: (query: ReadingsQuery) => ApiAnswer<WireReadings>
  const api = {
    readings: async (query: ReadingsQuery, signal?: AbortSignal) => {
      queries.push(query)
      signals.push(signal)
      return answer(query)
    },
    outages: async (): Promise<ApiAnswer<Outage[]>> => ({ ok: true, value: [] }),
  }

  /** Shows them as a component does, until the answer is to be left alone. */
  function show(readings: Readings): () => void {
    const stop = $effect.root(() => {
      $effect(() => void [readings.current, readings.failure])
    })
    flushSync()
    return stop
  }

  beforeEach(() => {
    vi.useFakeTimers()
    queries.length = 0
    signals.length = 0
    answer = answerTo
  })

  afterEach(() => vi.useRealTimers())

  it('are asked for again each minute while they reach now', async () => {
    const readings = new Readings(api, asked(), () => now)
    const stop = show(readings)
    await vi.advanceTimersByTimeAsync(2 * minute)
    stop()
    expect(queries).toHaveLength(3)
    expect(queries[0]).toEqual({ link: 'main', from: now - day, to: now })
    expect(readings.current).toMatchObject({ from: now - day, to: now, before: null })
  })

  it('are asked for once where they lie behind us', async () => {
    const past = asked({ range: 'free', from: now - 2 * day, to: now - day })
    const stop = show(new Readings(api, past, () => now))
    await vi.advanceTimersByTimeAsync(5 * minute)
    stop()
    expect(queries).toEqual([{ link: 'main', from: now - 2 * day, to: now - day }])
  })

  it('of the past are asked for again until they were answered', async () => {
    answer = () => ({ ok: false, code: 'network', message: 'fetch failed' })
    const past = asked({ range: 'free', from: now - 2 * day, to: now - day })
    const readings = new Readings(api, past, () => now)
    const stop = show(readings)
    await vi.advanceTimersByTimeAsync(0)
    expect(readings.failure?.code).toBe('network')
    answer = answerTo
    await vi.advanceTimersByTimeAsync(5 * minute)
    stop()
    expect(queries).toHaveLength(2)
    expect(readings.failure).toBeNull()
  })

  it('come with those of the day before, as wide, where they are compared', async () => {
    answer = (query) => answerTo({ resolution: 300_000, ...query })
    const readings = new Readings(api, asked({ compare: true }), () => now)
    const stop = show(readings)
    await vi.advanceTimersByTimeAsync(0)
    stop()
    expect(queries[1]).toEqual({ link: 'main', from: now - 2 * day, to: now - day, resolution: 300_000 })
    expect(readings.current?.before?.backMs).toBe(day)
  })

  it('are not waited for, nor asked for, when nobody shows them any more', async () => {
    const readings = new Readings(api, asked(), () => now)
    show(readings)()
    await vi.advanceTimersByTimeAsync(5 * minute)
    expect(signals.map((signal) => signal?.aborted)).toEqual([true])
    expect(readings.current).toBeNull()
  })
})
