/** Says in the log when addresses begin to go unasked, and when that is over: once each, not once a sweep. */
import type { Log } from '../../log.ts'
import type { RoundTrips } from './icmp-probe.ts'

export interface AbsentLog {
  saw(asked: readonly string[], answers: RoundTrips, why: string): void
  /** What goes unasked after this is our own doing, and not said. */
  end(): void
}

export function createAbsentLog(log: Log, by: string): AbsentLog {
  const absent = new Set<string>()
  let asks = 0
  let ended = false

  return {
    saw(asked, answers, why) {
      if (ended) return
      const before = absent.size
      if (before === 0 && asked.every((address) => answers.has(address))) return
      const missing = asked.filter((address) => !answers.has(address))
      for (const address of answers.keys()) absent.delete(address)
      for (const address of missing) absent.add(address)
      if (missing.length > 0) asks += 1

      if (before === 0 && absent.size > 0)
        log.warn('icmp-not-asked', { by, addresses: missing.length, first: missing[0], why })
      if (before > 0 && absent.size === 0) {
        log.info('icmp-asked-again', { by, asksFailed: asks })
        asks = 0
      }
    },
    end() {
      ended = true
    },
  }
}
