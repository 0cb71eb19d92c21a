/** Asks by fping: one process for all addresses of an ask. */
import { setTimeout as wait } from 'node:timers/promises'
import { runBounded } from './bounded-program.ts'
import type { Ending } from './bounded-program.ts'
import { Launcher } from './launcher.ts'
import { readComplaint, readFpingAnswers } from './fping-answers.ts'
import { distinctAddresses, withinTimeout } from './icmp-probe.ts'
import type { EchoOptions, RoundTrips } from './icmp-probe.ts'

/** From one packet to the next, where each is followed by a pause. */
const intervalMs = 1
/**
 * A pause after each costs half of what an echo does, for fping sleeps and is woken. So the echoes of a sweep leave in
 * runs without one, each as late after the last as its packets would have taken. A run is no longer than that a socket
 * can keep all its answers while fping does not come to read them: Linux gives a socket 212,992 bytes and counts 768 for
 * such a packet, or up to 2,304 with some network cards, where `npm run doctor` says what to do.
 */
export const mostInARun = 240
/** Shortest time between two echoes to one address that fping grants to anyone but root. */
const shortestPeriodMs = 10
/** How much later than it should a process may end before it is killed. */
const graceMs = 2_000
/** For error messages, beside the answers. */
const spareBytes = 64 * 1024

export interface Fping {
  ask(addresses: readonly string[], count: number, options: EchoOptions): Promise<FpingAnswer>
  close(): Promise<void>
}

interface FpingAnswer {
  roundTrips: RoundTrips
  /** Why addresses are absent: its own words, or what became of it; null where none is, or neither says anything. */
  why: string | null
}

/** `inRuns`: an fping that was built with safe limits grants only root less than a pause of 1 ms. */
export function createFping(program: string, { inRuns } = { inRuns: true }): Fping {
  const closing = new AbortController()
  const running = new Set<Promise<Ending>>()
  const launcher = Launcher.available(program)

  async function askAtOnce(asked: readonly string[], count: number, how: Manner): Promise<FpingAnswer> {
    if (asked.length === 0 || closing.signal.aborted) return { roundTrips: new Map(), why: null }
    const { period, timeout, pause } = how
    const roundMs = asked.length * intervalMs
    const shouldTakeMs = roundMs + (count - 1) * Math.max(period, roundMs) + timeout
    const limits = ['-r', '0', '-t', `${timeout}`, '-p', `${period}`, '-i', `${pause}`]
    const run = runBounded({
      program,
      args: ['-C', `${count}`, '-q', ...limits, '-f', '-'],
      stdin: asked.join('\n') + '\n',
      killAfterMs: shouldTakeMs + graceMs,
      // An address takes up to 45 characters and a round trip up to 12; an ICMP error about each, 150.
      maxBytes: asked.length * (45 + 162 * count) + spareBytes,
      signal: closing.signal,
      launcher,
    })
    running.add(run)
    const { said, cutShort, code } = await run.finally(() => running.delete(run))

    const roundTrips = cutShort === 'too-much' ? new Map() : readFpingAnswers(said, new Set(asked), count)
    for (const [address, rttsMs] of roundTrips) roundTrips.set(address, withinTimeout(rttsMs, how.timeoutMs))
    const isAll = roundTrips.size === asked.length
    return { roundTrips, why: isAll ? null : (readComplaint(said) ?? cutShort ?? failure(code)) }
  }

  return {
    async ask(addresses, count, { periodMs, timeoutMs }) {
      const asked = distinctAddresses(addresses)
      const period = Math.max(shortestPeriodMs, Math.round(periodMs))
      const timeout = Math.max(1, Math.round(timeoutMs))
      const how = { period, timeout, timeoutMs }
      // Rounds of several runs would fall together.
      if (!inRuns || count > 1) return askAtOnce(asked, count, { ...how, pause: intervalMs })
      const runs = runsOf(asked).map(async (run, at) => {
        if (at > 0) await wait(at * mostInARun * intervalMs, null, closing).catch(() => {})
        return askAtOnce(run, count, { ...how, pause: 0 })
      })
      return joined(await Promise.all(runs))
    },

    async close() {
      closing.abort()
      await Promise.all(running)
      launcher?.close()
    },
  }
}

/** In whole milliseconds, as fping takes them; `timeoutMs` is what was wished. */
interface Manner {
  period: number
  timeout: number
  timeoutMs: number
  /** After each packet. */
  pause: number
}

function runsOf(asked: readonly string[]): string[][] {
  const runs = Math.ceil(asked.length / mostInARun)
  return Array.from({ length: runs }, (_, at) => asked.slice(at * mostInARun, (at + 1) * mostInARun))
}

function joined(answers: readonly FpingAnswer[]): FpingAnswer {
  const [first, ...others] = answers
  if (first === undefined || others.length === 0) return first ?? { roundTrips: new Map(), why: null }
  for (const { roundTrips } of others)
    for (const [address, rttsMs] of roundTrips) first.roundTrips.set(address, rttsMs)
  return { roundTrips: first.roundTrips, why: answers.find(({ why }) => why !== null)?.why ?? null }
}

/** fping ends with 0 or 1 by whether all answered; 2 and more are failures, of which it may say nothing with -q. */
function failure(code: number | null): string | null {
  return code !== null && code >= 2 ? `it ended with code ${code}` : null
}
