import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiAnswer } from '../parts/request.ts'
import { Polled } from './polled.svelte.ts'

describe('what is asked for again and again', () => {
  let asked: ((answer: ApiAnswer<number>) => void)[]
  let polled: Polled<number>
  let stop: () => void

  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    polled = new Polled(() => new Promise((resolve) => asked.push(resolve)), { everyMs: 1000 })
    stop = $effect.root(() => {
      $effect(() => void polled.current)
    })
    flushSync()
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
  })

  async function answer(value: number): Promise<void> {
    asked.at(-1)!({ ok: true, value })
    await vi.advanceTimersByTimeAsync(0)
  }

  it('is asked for so long after each answer, and by nobody who does not look', async () => {
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(1)
    await answer(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect([asked.length, polled.current]).toEqual([2, 1])
    stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(2)
  })

  it('is asked for at once when it is wanted again, and not twice', async () => {
    await answer(1)
    polled.again()
    expect(asked).toHaveLength(2)
    await answer(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect([asked.length, polled.current]).toEqual([3, 2])
  })

  it('is asked for anew after an answer that may be older than the wish', async () => {
    polled.again()
    expect(asked).toHaveLength(1)
    await answer(1)
    expect(asked).toHaveLength(2)
    await answer(2)
    expect([asked.length, polled.current]).toEqual([2, 2])
  })
})
