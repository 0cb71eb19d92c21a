import type { Enrolment } from './enrolment.ts'

/** Which engines of enrolled SNMPv3 routers the receiver has not been told of yet. */
export class EngineNews {
  readonly #engineOf: (router: string) => string | null
  #routers: string[] = []
  readonly #told = new Map<string, string>()

  /** `engineOf` gives the id in hexadecimal digits; null while none is known. */
  constructor(engineOf: (router: string) => string | null) {
    this.#engineOf = engineOf
  }

  /** Begins anew: the receiver may have forgotten everything. */
  enrol(enrolments: readonly Enrolment[]): void {
    this.#told.clear()
    this.#routers = enrolments.flatMap(({ router, settings }) => (settings.version === '3' ? router : []))
  }

  /** What was learned or has changed since the last time. */
  take(): [router: string, engineId: string][] {
    return this.#routers.flatMap((router): [string, string][] => {
      const engineId = this.#engineOf(router)
      if (engineId === null || this.#told.get(router) === engineId) return []
      this.#told.set(router, engineId)
      return [[router, engineId]]
    })
  }
}
