/** What asking by ICMP echo looks like to the rest of the collector, whichever program does it. */
import { isIP } from 'node:net'

export interface IcmpProbe {
  readonly by: 'fping' | 'ping' | 'none'
  /** What to install where the means in use are too small for the fleet, or are missing; else null. */
  advice(endpoints: number, everyMs: number): string | null
  /**
   * Sends `count` echoes to each address and answers with the round trips in the order sent, null = lost.
   * There are `count` of them, or fewer where the program stopped early (GNU ping does, when it meets duplicates).
   * Every address asked is in the answer, unless the means failed it (the program was killed, or did not say):
   * an address that is absent was not seen, which is not the same as lost. Never hangs; rejects only with a
   * TypeError for what is not an IP literal, since that is a bug of the caller.
   */
  ask(addresses: readonly string[], count: number, options: EchoOptions): Promise<RoundTrips>
  /** Ends the programs still running, whose addresses are then absent. Asks after it see nothing. */
  close(): Promise<void>
}

export interface EchoOptions {
  /** From one echo to the next, to the same address. */
  periodMs: number
  /** How long an answer may take; a later one is lost. */
  timeoutMs: number
}

/** By address as it was given: round trips in milliseconds, in the order sent; null = lost. */
export type RoundTrips = Map<string, (number | null)[]>

/** The addresses without repetition. Only literals may pass: anything else could be read as an option or a name. */
export function distinctAddresses(addresses: readonly string[]): string[] {
  for (const address of addresses) {
    if (isIP(address) === 0 || address.includes('%'))
      throw new TypeError(
        `${JSON.stringify(address)} is not an IP address without a zone, such as 10.0.0.1 or fd00::1`,
      )
  }
  return [...new Set(addresses)]
}

/** An answer that came after the timeout is lost, whatever the program thinks of it. */
export function withinTimeout(rttsMs: (number | null)[], timeoutMs: number): (number | null)[] {
  const isLate = (rttMs: number | null): boolean => rttMs !== null && rttMs > timeoutMs
  return rttsMs.some(isLate) ? rttsMs.map((rttMs) => (isLate(rttMs) ? null : rttMs)) : rttsMs
}
