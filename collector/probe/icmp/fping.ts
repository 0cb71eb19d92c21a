/** Asks by fping: one process for all addresses of an ask. */
import { runBounded } from './bounded-program.ts'
import type { Ending } from './bounded-program.ts'
import { Launcher } from './launcher.ts'
import { readComplaint, readFpingAnswers } from './fping-answers.ts'
import { distinctAddresses, withinTimeout } from './icmp-probe.ts'
import type { EchoOptions, RoundTrips } from './icmp-probe.ts'

/** From one packet to the next; fping may refuse less to anyone but root. */
const intervalMs = 1
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

export function createFping(program: string): Fping {
  const closing = new AbortController()
  const running = new Set<Promise<Ending>>()
  const launcher = Launcher.available(program)

  return {
    async ask(addresses, count, { periodMs, timeoutMs }) {
      const asked = distinctAddresses(addresses)
      if (asked.length === 0 || closing.signal.aborted) return { roundTrips: new Map(), why: null }
      const period = Math.max(shortestPeriodMs, Math.round(periodMs))
      const timeout = Math.max(1, Math.round(timeoutMs))
      const roundMs = asked.length * intervalMs
      const shouldTakeMs = roundMs + (count - 1) * Math.max(period, roundMs) + timeout

      const run = runBounded({
        program,
        args: [
          '-C',
          `${count}`,
          '-q',
          '-r',
          '0',
          '-t',
          `${timeout}`,
          '-p',
          `${period}`,
          '-i',
          `${intervalMs}`,
          '-f',
          '-',
        ],
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
      for (const [address, rttsMs] of roundTrips) roundTrips.set(address, withinTimeout(rttsMs, timeoutMs))
      const isAll = roundTrips.size === asked.length
      return { roundTrips, why: isAll ? null : (readComplaint(said) ?? cutShort ?? failure(code)) }
    },

    async close() {
      closing.abort()
      await Promise.all(running)
      launcher?.close()
    },
  }
}

/** fping ends with 0 or 1 by whether all answered; 2 and more are failures, of which it may say nothing with -q. */
function failure(code: number | null): string | null {
  return code !== null && code >= 2 ? `it ended with code ${code}` : null
}
