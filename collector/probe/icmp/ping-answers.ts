/** Reads what one run of a ping program said: iputils, GNU inetutils, and busybox, which print alike but not the same. */

const reply = /^\d+ bytes from \S+ (?:icmp_)?seq=(\d+) .*time=(\d+(?:\.\d+)?) ms/
const summary = /^(\d+) packets transmitted, (.*)% packet loss/
/** Said in place of any summary where the machine has no way to the address: nothing can have come back. */
const noWay = /^\S*ping6?: (?:.*: )?(?:Network is unreachable|No route to host|Network unreachable)$/

/**
 * Round trips in the order sent, null = lost; null altogether when it does not say that all were sent. They are
 * fewer than `count` only where GNU inetutils met duplicates: it counts them, and so stops early.
 */
export function readPingAnswers(said: string, count: number): (number | null)[] | null {
  const lines = said.split('\n').map((line) => line.trimEnd())
  const rttsMs: (number | null)[] = Array.from({ length: count }, () => null)

  // iputils counts from 1 and heads its output `PING a (a) 56(84) bytes`; the others count from 0, `PING a (a): 56`.
  const heading = lines.find((line) => line.startsWith('PING ')) ?? ''
  const first = heading.includes('): ') ? 0 : 1
  let sent: number | null = null
  let metDuplicates = false
  for (const line of lines) {
    const [, seq, rttMs] = reply.exec(line) ?? []
    // A second answer to the same echo is a duplicate, made on the way.
    const index = Number(seq) - first
    if (rttMs !== undefined && rttsMs[index] === null) rttsMs[index] = Number(rttMs)
    const [, transmitted, rest] = summary.exec(line) ?? []
    if (transmitted === undefined) continue
    sent = Number(transmitted)
    metDuplicates = rest?.includes('duplicates') ?? false
  }
  if (sent === null && lines.some((line) => noWay.test(line))) return rttsMs
  if (sent === count) return rttsMs
  return sent !== null && sent > 0 && sent < count && metDuplicates ? rttsMs.slice(0, sent) : null
}
