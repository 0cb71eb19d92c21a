import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveFrame } from '../../collector/serve/wire.ts'
import { Live } from './live.svelte.ts'

/** A socket whose far end is the test. */
class FakeSocket {
  sent: string[] = []
  isClosed = false
  onmessage: ((event: { data: unknown }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.isClosed = true
  }
  say(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })
  }
}

const lost = { code: 1006 }
const heartbeat = { type: 'heartbeat', seq: 1, at: 0 }

describe('the live connection', () => {
  let sockets: FakeSocket[]
  let answer: 'applied' | 'hole'
  let frames: LiveFrame[]
  let closed: number[]
  let live: Live

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
    sockets = []
    frames = []
    closed = []
    answer = 'applied'
    const connect = () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    }
    const told = {
      opened: () => {},
      frame(frame: LiveFrame) {
        frames.push(frame)
        return answer
      },
      closed: (code: number) => void closed.push(code),
    }
    live = new Live(told, connect, () => 1)
  })
  afterEach(() => {
    live.stop()
    vi.useRealTimers()
  })

  it('opens nothing before it is started', () => {
    expect(sockets).toHaveLength(0)
  })

  it('takes marks that turn the direction of text out of a frame', () => {
    const turn = String.fromCodePoint(0x202e)
    live.start()
    sockets[0]!.say({ type: 'snapshot', seq: 1, organisation: `${turn}terbalik${turn} & lurus` })
    expect(frames[0]).toMatchObject({ organisation: 'terbalik & lurus' })
  })

  it('is live from the first frame, and not before', () => {
    live.start()
    expect([live.current, live.lostAt]).toEqual([false, null])
    sockets[0]!.say(heartbeat)
    expect([live.current, live.lostAt]).toEqual([true, null])
  })

  it('is not live after 25 s of silence, since the last frame, and opens a new connection', () => {
    live.start()
    sockets[0]!.say(heartbeat)
    vi.advanceTimersByTime(24_999)
    expect(live.current).toBe(true)
    vi.advanceTimersByTime(1)
    expect([live.current, live.lostAt]).toEqual([false, 1_000_000])
    expect(sockets[0]!.isClosed).toBe(true)
    vi.advanceTimersByTime(10_000)
    expect(sockets).toHaveLength(2)
  })

  it('waits longer from one failure to the next, at most 10 s', () => {
    live.start()
    const waits = []
    for (let i = 0; i < 7; i++) {
      sockets.at(-1)!.onclose?.(lost)
      const before = sockets.length
      let waited = 0
      while (sockets.length === before) {
        vi.advanceTimersByTime(500)
        waited += 500
      }
      waits.push(waited)
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000])
  })

  it('begins with short waits again after it was live', () => {
    live.start()
    for (let i = 0; i < 5; i++) {
      sockets.at(-1)!.onclose?.(lost)
      vi.advanceTimersByTime(10_000)
    }
    sockets.at(-1)!.say(heartbeat)
    expect(live.attempts).toBe(0)
    const before = sockets.length
    sockets.at(-1)!.onclose?.(lost)
    vi.advanceTimersByTime(1000)
    expect(sockets).toHaveLength(before + 1)
  })

  it('asks for a snapshot once for all the holes until it comes', () => {
    live.start()
    answer = 'hole'
    sockets[0]!.say(heartbeat)
    sockets[0]!.say(heartbeat)
    expect(sockets[0]!.sent).toEqual(['{"type":"resync"}'])
    answer = 'applied'
    sockets[0]!.say(heartbeat)
    answer = 'hole'
    sockets[0]!.say(heartbeat)
    expect(sockets[0]!.sent).toHaveLength(2)
  })

  it('does not take frames that nothing came of for life', () => {
    live.start()
    sockets[0]!.say(heartbeat)
    answer = 'hole'
    for (let i = 0; i < 3; i++) {
      vi.advanceTimersByTime(8_333)
      sockets[0]!.say(heartbeat)
    }
    vi.advanceTimersByTime(1)
    expect(live.current).toBe(false)
  })

  it.each(['not JSON', '42', '{"no":"frame"}'])('drops a connection that says %s', (text) => {
    live.start()
    sockets[0]!.say(text)
    expect(sockets[0]!.isClosed).toBe(true)
    expect(frames).toEqual([])
  })

  it('tells why the far end closed it, and is quiet if it is stopped for that', () => {
    live.start()
    sockets[0]!.onclose?.({ code: 4401 })
    expect(closed).toEqual([4401])
    live.stop()
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })

  it('is quiet once stopped', () => {
    live.start()
    live.stop()
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(1)
  })
})
