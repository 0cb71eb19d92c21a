import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Exchange, type Patience, type Reply, type Way } from './exchange.ts'

/** As a visit has it: (retries + 1) × timeout + 1 s. */
const patience: Patience = { tries: 3, timeoutMs: 2_000, deadlineMs: 7_000 }
const startedAt = 1_000_000
let replies: { reply: Reply; afterMs: number }[]
let asked: Exchange
let sends: number
let answered: ((error: Error | null) => void)[]
let released: number

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt })
  replies = []
  answered = []
  sends = 0
  released = 0
})
afterEach(() => {
  vi.useRealTimers()
})

/** A way that sends what it is given, and answers when the test says so. */
function ask(onSend: () => void = () => {}): void {
  const way: Way = {
    send(exchange, _question, done) {
      if (exchange.maySend()) sends += 1
      answered.push((error) => done(error, []))
      onSend()
      return { letGo() {} }
    },
    release: () => (released += 1),
    renew() {},
  }
  asked = new Exchange(way, { kind: 'get', oids: ['1.3'] }, patience, (reply) =>
    replies.push({ reply, afterMs: Date.now() - startedAt }),
  )
}

const settled = () => replies.map(({ reply, afterMs }) => [reply.ok || reply.why, afterMs])

describe('a question', () => {
  it('that nothing answers is settled once, after its tries', () => {
    ask()
    vi.advanceTimersByTime(60_000)
    expect(settled()).toEqual([['timeout', 6_000]])
    expect([sends, released]).toEqual([3, 1])
  })

  it('whose tries begin anew with Report after Report is settled by its deadline', () => {
    ask()
    const reporting = setInterval(() => {
      if (asked.mayReport('1.3.6.1.6.3.15.1.1.4.0')) asked.maySend()
    }, 1_900)
    vi.advanceTimersByTime(60_000)
    clearInterval(reporting)
    expect(settled()).toEqual([['timeout', 7_000]])
  })

  it('that is answered and refused without end is settled by its deadline, and asks no more', () => {
    ask()
    const refusing = setInterval(() => asked.refused({ why: 'wrong-digest', fault: null }), 10)
    vi.advanceTimersByTime(60_000)
    clearInterval(refusing)
    expect(settled()).toEqual([['bad-answer', 6_000]])
    expect(sends).toBe(3)
  })

  it('is settled once, whatever comes after', () => {
    ask()
    vi.advanceTimersByTime(2_500)
    asked.arrived({ at: 1, monotonicMs: 1, rttMs: 1 }, 0)
    for (const done of answered) done(null)
    for (const done of answered) done(new Error('late'))
    asked.failed(new Error('late'))
    asked.refused({ why: 'too-many-reports', fault: null })
    asked.refused({ why: 'outside-time-window', fault: null })
    vi.advanceTimersByTime(60_000)
    expect(settled()).toEqual([[true, 2_500]])
    expect([asked.maySend(), sends, released, vi.getTimerCount()]).toEqual([false, 2, 1, 0])
  })

  it('that the library throws at is settled', () => {
    ask(() => {
      throw new TypeError('rahasia')
    })
    vi.advanceTimersByTime(60_000)
    expect(settled()).toEqual([['bad-answer', 0]])
    expect(JSON.stringify(replies)).not.toContain('rahasia')
  })

  it('sends no more than its tries and a few Reports take, however often it is told to', () => {
    ask()
    for (let time = 0; time < 1_000; time += 1) if (asked.maySend()) sends += 1
    expect(sends).toBe(7)
  })
})
