import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeHealth } from '../parts/health.test-kit.ts'
import { CollectorHealth } from './health.svelte.ts'

const minuteMs = 60_000

describe('the health of the collector', () => {
  let late: number
  let startedAt: number
  let health: CollectorHealth
  let stop: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    late = 5
    startedAt = 1
    const answer = () =>
      fakeHealth({
        startedAt,
        icmp: { ...fakeHealth().icmp, late: 2 * late },
        snmp: { ...fakeHealth().snmp, late },
      })
    const api = { health: async () => ({ ok: true as const, value: answer() }) }
    health = new CollectorHealth(api, Date.now, minuteMs)
    stop = $effect.root(() => {
      $effect(() => void health.current)
    })
    flushSync()
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * minuteMs)

  it('tells nothing of what was missed lately before it was told twice', async () => {
    await minutes(0)
    expect([health.current?.snmp.late, health.missed]).toEqual([5, null])
  })

  it('tells what was missed since the page began to ask', async () => {
    await minutes(0)
    late = 8
    await minutes(1)
    expect(health.missed).toEqual({ forMs: minuteMs, sweepsLate: 6, visitsLate: 3, visitsSkipped: 0 })
    expect(health.readAt).toBe(Date.now())
  })

  it('forgets what was missed more than ten minutes ago', async () => {
    await minutes(0)
    late = 8
    await minutes(1)
    await minutes(30)
    expect(health.missed).toEqual({ forMs: 10 * minuteMs, sweepsLate: 0, visitsLate: 0, visitsSkipped: 0 })
  })

  it('counts anew after the collector began anew', async () => {
    await minutes(3)
    startedAt = 2
    late = 0
    await minutes(1)
    expect(health.missed).toBeNull()
    late = 1
    await minutes(1)
    expect(health.missed?.visitsLate).toBe(1)
  })
})
