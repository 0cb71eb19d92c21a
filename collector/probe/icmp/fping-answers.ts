/** Reads what `fping -C count -q` says on standard error: one line an address, `10.0.0.1 : 0.09 - 0.11`. */
import type { RoundTrips } from './icmp-probe.ts'

const answerLine = /^(\S+)\s+: ((?:-|\d+(?:\.\d+)?)(?: (?:-|\d+(?:\.\d+)?))*)$/

/** Only whole lines about an address that was asked, with exactly `count` echoes, are answers. */
export function readFpingAnswers(said: string, asked: ReadonlySet<string>, count: number): RoundTrips {
  const answers: RoundTrips = new Map()
  // What follows the last line feed was cut off in the middle: 0.0 may have been about to become 0.09.
  for (const line of said.split('\n').slice(0, -1)) {
    const [, address, values] = answerLine.exec(line.trimEnd()) ?? []
    if (address === undefined || values === undefined || !asked.has(address)) continue
    const rttsMs = values.split(' ').map((value) => (value === '-' ? null : Number(value)))
    if (rttsMs.length === count) answers.set(address, rttsMs)
  }
  return answers
}

/** What fping says of itself, such as that it may not open a socket; null where it says nothing. */
export function readComplaint(said: string): string | null {
  return said.split('\n').find((line) => /^\S*fping: /.test(line)) ?? null
}
