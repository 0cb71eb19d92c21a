/** Reads what `fping -C count -q` says on standard error: one line an address, `10.0.0.1 : 0.09 - 0.11`. */
import type { RoundTrips } from './icmp-probe.ts'

const separator = ' : '
const values = /^(?:-|\d+(?:\.\d+)?)(?: (?:-|\d+(?:\.\d+)?))*$/

/** Only whole lines about an address that was asked, with exactly `count` echoes, are answers. */
export function readFpingAnswers(said: string, asked: ReadonlySet<string>, count: number): RoundTrips {
  const answers: RoundTrips = new Map()
  // What follows the last line feed was cut off in the middle: 0.0 may have been about to become 0.09.
  for (let from = 0, to = said.indexOf('\n'); to >= 0; from = to + 1, to = said.indexOf('\n', from)) {
    const middle = said.indexOf(separator, from)
    if (middle < 0) break
    if (middle > to) continue
    const address = said.slice(from, middle).trimEnd()
    if (!asked.has(address)) continue
    const rttsMs = readRttsMs(said.slice(middle + separator.length, to))
    if (rttsMs?.length === count) answers.set(address, rttsMs)
  }
  return answers
}

function readRttsMs(text: string): (number | null)[] | null {
  if (!values.test(text)) return null
  return text.split(' ').map((value) => (value === '-' ? null : Number(value)))
}

/** What fping says of itself, such as that it may not open a socket; null where it says nothing. */
export function readComplaint(said: string): string | null {
  return said.split('\n').find((line) => /^\S*fping: /.test(line)) ?? null
}
