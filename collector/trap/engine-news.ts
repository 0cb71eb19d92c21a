import type { Clock } from '../domain/clock.ts'
import type { SnmpEngine } from '../domain/snmp-engine.ts'
import type { Enrolment } from './enrolment.ts'

/** What polling knows of an engine at the moment at which it is told: a thread has a monotonic clock of its own. */
export interface EngineTold {
  router: string
  /** In hexadecimal digits. */
  engineId: string
  boots: number
  /** Seconds. */
  time: number
}

/** By less a clock that is run on is still right enough: 150 s are allowed (RFC 3414 §2.2.3). */
const stepSeconds = 10

/** What polling has learned of the engines of enrolled SNMPv3 routers, and the receiver has not been told of yet. */
export class EngineNews {
  readonly #engineOf: (router: string) => SnmpEngine | null
  readonly #clock: Clock
  #routers: string[] = []
  readonly #told = new Map<string, SnmpEngine>()

  constructor({ engineOf, clock }: { engineOf(router: string): SnmpEngine | null; clock: Clock }) {
    this.#engineOf = engineOf
    this.#clock = clock
  }

  /** Begins anew: the receiver may have forgotten everything. */
  enrol(enrolments: readonly Enrolment[]): void {
    this.#told.clear()
    this.#routers = enrolments.flatMap(({ router, proof }) => (proof.settings.version === '3' ? router : []))
  }

  /** What was learned, or has a clock that stepped, since the last time. */
  take(): EngineTold[] {
    const nowMs = this.#clock.monotonicMs()
    return this.#routers.flatMap((router): EngineTold[] => {
      const engine = this.#engineOf(router)
      const told = this.#told.get(router)
      if (engine === null || (told !== undefined && isRunOn(told, engine))) return []
      this.#told.set(router, { ...engine })
      const time = Math.max(0, Math.round(timeAt(engine, nowMs)))
      return [{ router, engineId: engine.id, boots: engine.boots, time }]
    })
  }
}

function isRunOn(told: SnmpEngine, now: SnmpEngine): boolean {
  if (now.id !== told.id || now.boots !== told.boots) return false
  return Math.abs(now.time - timeAt(told, now.atMonotonicMs)) <= stepSeconds
}

/** Seconds. */
function timeAt({ time, atMonotonicMs }: SnmpEngine, nowMs: number): number {
  return time + (nowMs - atMonotonicMs) / 1_000
}
