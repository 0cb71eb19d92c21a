import type { Clock } from '../domain/clock.ts'
import { isNews, type Trap } from '../domain/trap.ts'
import { admit, type NotAdmitted } from './admit-trap.ts'
import type { EngineTold } from './engine-news.ts'
import type { Enrolment } from './enrolment.ts'
import { FloodGuard } from './flood-guard.ts'
import { KnownRouter } from './known-router.ts'
import { kindOf } from './trap-kind.ts'
import { readTrapMessage } from './trap-message.ts'

export type TrapRefusal = NotAdmitted | 'size' | 'unknown-source' | 'flood'

export type TrapVerdict =
  | { kind: 'news'; trap: Trap }
  /** Genuine, and no reason to look. */
  | { kind: 'ignored' }
  | { kind: 'refused'; why: TrapRefusal }

const shortestDatagram = 20
const longestDatagram = 8_192

/** Knows whose trap a datagram is, the cheapest questions first: what a stranger can send costs next to nothing. */
export class TrapJudge {
  readonly #clock: Clock
  readonly #flood: FloodGuard
  #routers = new Map<string, KnownRouter>()
  #bySource = new Map<string, KnownRouter[]>()
  #keysDerived = 0
  readonly #onKey = (): void => void this.#keysDerived++

  constructor(clock: Clock) {
    this.#clock = clock
    this.#flood = new FloodGuard(clock)
  }

  /** SNMPv3 keys made since the start. */
  get keysDerived(): number {
    return this.#keysDerived
  }

  /** From now on the traps of those and of nobody else are taken; who signs as before is known as before. */
  enrol(enrolments: readonly Enrolment[]): void {
    const before = this.#routers
    this.#routers = new Map()
    this.#bySource = new Map()
    for (const enrolment of enrolments) {
      const known = before.get(enrolment.router)
      const router = new KnownRouter(enrolment, this.#onKey)
      if (known !== undefined) router.inherit(known)
      this.#routers.set(enrolment.router, router)
      for (const source of enrolment.sources) {
        const there = this.#bySource.get(source)
        if (there === undefined) this.#bySource.set(source, [router])
        else there.push(router)
      }
    }
    this.#flood.keep(new Set(this.#bySource.keys()))
  }

  /** Of a router that is not enrolled it is of no use. */
  learnEngine(told: EngineTold): void {
    this.#routers.get(told.router)?.learnEngine(told, this.#clock.monotonicMs())
  }

  /** `source` is the address that the datagram came from. */
  take(datagram: Buffer, source: string): TrapVerdict {
    if (datagram.length < shortestDatagram || datagram.length > longestDatagram) return refused('size')
    const there = this.#bySource.get(source)
    if (there === undefined) return refused('unknown-source')
    if (!this.#flood.lets(source)) return refused('flood')
    const read = readTrapMessage(datagram)
    if (!read.ok) return refused(read.why)
    const admission = admit(datagram, read.value, there, this.#clock.monotonicMs())
    if (typeof admission === 'string') return refused(admission)
    const { of, pdu } = admission
    const told = { kind: kindOf(pdu.name), sysUpTimeCs: pdu.sysUpTimeCs }
    if (!isNews(told)) return { kind: 'ignored' }
    const routers = of.map(({ id }) => id)
    return { kind: 'news', trap: { at: this.#clock.now(), routers, ...told } }
  }
}

function refused(why: TrapRefusal): TrapVerdict {
  return { kind: 'refused', why }
}
