/** How often may be asked: a gateway is to feel nothing of it, however often our callers would like to know. */

export interface Budget {
  /** Whether this peer may be asked now, which then counts as asked; else why not. */
  take(peer: string): 'yes' | 'too-soon' | 'too-many'
  /** Whether one more datagram may be sent to a peer that is being asked. */
  takeRepetition(): boolean
}

export const betweenAsksMs = 10_000
export const perSecond = 20

/** `monotonicMs` never steps. */
export function createBudget(monotonicMs: () => number): Budget {
  /** In the order in which they were asked. */
  const askedAtMs = new Map<string, number>()
  let tokens = perSecond
  let filledAtMs = monotonicMs()

  function forgetOld(nowMs: number): void {
    for (const [peer, atMs] of askedAtMs) {
      if (nowMs - atMs < betweenAsksMs) return
      askedAtMs.delete(peer)
    }
  }

  function takeToken(nowMs: number): boolean {
    tokens = Math.min(perSecond, tokens + ((nowMs - filledAtMs) / 1_000) * perSecond)
    filledAtMs = nowMs
    if (tokens < 1) return false
    tokens -= 1
    return true
  }

  return {
    take(peer) {
      const nowMs = monotonicMs()
      forgetOld(nowMs)
      if (askedAtMs.has(peer)) return 'too-soon'
      if (!takeToken(nowMs)) return 'too-many'
      askedAtMs.set(peer, nowMs)
      return 'yes'
    },
    takeRepetition: () => takeToken(monotonicMs()),
  }
}
