/** Reads what `fping -C count -q` says on standard error: one line an address, `10.0.0.1 : 0.09 - 0.11`. */
import type { RoundTrips } from './icmp-probe.ts'

const separator = ' : '
/** By their codes: no text is cut out of what was said for each. */
const space = 0x20
const dash = 0x2d
const point = 0x2e
const zero = 0x30
const nine = 0x39
/** As many make a number that is exact before it is divided. */
const mostDigits = 15

/**
 * Only whole lines about an address that was asked, with exactly `count` echoes, are answers. fping tells of the
 * addresses in the order it was given them, so that mostly the next is the one, and needs not be looked up.
 */
export function readFpingAnswers(said: string, asked: ReadonlySet<string>, count: number): RoundTrips {
  const answers: RoundTrips = new Map()
  const order = asked.values()
  // What follows the last line feed was cut off in the middle: 0.0 may have been about to become 0.09.
  for (let from = 0, to = said.indexOf('\n'); to >= 0; from = to + 1, to = said.indexOf('\n', from)) {
    const middle = said.indexOf(separator, from)
    if (middle < 0) break
    if (middle > to) continue
    const next = order.next().value
    const address =
      next !== undefined && isPadded(said, from, middle, next) ? next : said.slice(from, middle).trimEnd()
    if (address !== next && !asked.has(address)) continue
    const rttsMs = readRttsMs(said, middle + separator.length, to)
    if (rttsMs?.length === count) answers.set(address, rttsMs)
  }
  return answers
}

/** Whether it stands there with nothing but spaces after it. */
function isPadded(said: string, from: number, to: number, address: string): boolean {
  if (!said.startsWith(address, from)) return false
  for (let at = from + address.length; at < to; at++) if (said.charCodeAt(at) !== space) return false
  return from + address.length <= to
}

/** Numbers and dashes, with a space between each two; null where they are anything else. */
function readRttsMs(said: string, from: number, to: number): (number | null)[] | null {
  const rttsMs: (number | null)[] = []
  for (let at = from; at <= to; at++) {
    if (said.charCodeAt(at) === dash) {
      rttsMs.push(null)
      at++
    } else {
      const begin = at
      let digits = 0
      let scale = 0
      for (; at < to && said.charCodeAt(at) !== space; at++) {
        const sign = said.charCodeAt(at)
        if (sign >= zero && sign <= nine) {
          digits = digits * 10 + sign - zero
          scale *= 10
        } else if (sign === point && scale === 0 && at > begin) scale = 1
        else return null
      }
      if (at === begin || scale === 1 || at - begin > mostDigits) return null
      rttsMs.push(scale === 0 ? digits : digits / scale)
    }
    if (at < to && said.charCodeAt(at) !== space) return null
  }
  // What was pushed into has room for many more, and a sweep has thousands of one.
  return rttsMs.length === 1 ? [rttsMs[0]!] : rttsMs
}

/** What fping says of itself, such as that it may not open a socket; null where it says nothing. */
export function readComplaint(said: string): string | null {
  return said.split('\n').find((line) => /^\S*fping: /.test(line)) ?? null
}
