import type { SnmpEngine } from '../domain/snmp-engine.ts'
import type { Enrolment } from './enrolment.ts'

export interface EngineTold {
  router: string
  /** In hexadecimal digits. */
  engineId: string
  /** It counts its starts, or its time, from an earlier point than before: what its traps told of them holds no more. */
  hasLostCount: boolean
}

/** RFC 3414 §2.2.3: by so much a clock may differ and still be the same. */
const windowSeconds = 150

/** What polling has learned of the engines of enrolled SNMPv3 routers, and the receiver has not been told of yet. */
export class EngineNews {
  readonly #engineOf: (router: string) => SnmpEngine | null
  #routers: string[] = []
  /** As they were when they were last looked at. */
  readonly #seen = new Map<string, SnmpEngine>()

  constructor(engineOf: (router: string) => SnmpEngine | null) {
    this.#engineOf = engineOf
  }

  /** Begins anew: the receiver may have forgotten everything. */
  enrol(enrolments: readonly Enrolment[]): void {
    this.#seen.clear()
    this.#routers = enrolments.flatMap(({ router, settings }) => (settings.version === '3' ? router : []))
  }

  /** What was learned or has changed since the last time. */
  take(): EngineTold[] {
    return this.#routers.flatMap((router): EngineTold[] => {
      const engine = this.#engineOf(router)
      if (engine === null) return []
      const before = this.#seen.get(router)
      this.#seen.set(router, { ...engine })
      const hasLostCount = before !== undefined && isBefore(engine, before)
      if (before?.id === engine.id && !hasLostCount) return []
      return [{ router, engineId: engine.id, hasLostCount }]
    })
  }
}

/** Of one engine. */
function isBefore(now: SnmpEngine, before: SnmpEngine): boolean {
  if (now.id !== before.id) return false
  return now.boots < before.boots || (now.boots === before.boots && now.time < before.time - windowSeconds)
}
