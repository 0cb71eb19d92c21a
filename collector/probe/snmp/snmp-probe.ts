import type { Clock } from '../../domain/clock.ts'
import type { Answer, Visit } from '../../domain/reading.ts'
import type { Router } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import type { SnmpEngine } from '../../domain/snmp-engine.ts'
import type { Log } from '../../log.ts'
import { isSameAccess } from './credentials.ts'
import { failed, toAnswer } from './failure.ts'
import { createGate } from './gate.ts'
import { system } from './mib.ts'
import { QuestionShelf } from './question-shelf.ts'
import { createMemory, type RouterMemory } from './router-memory.ts'
import { createSession } from './session.ts'
import { toUnsigned32 } from './values.ts'
import { visitRouter, type WantedLink } from './visit.ts'

export interface RouterTarget {
  router: Router
  access: SnmpAccess
}

interface Alive {
  /** When the answer came in, epoch milliseconds. */
  at: number
  monotonicMs: number
  rttMs: number
  sysUpTimeCs: number
}

export interface SnmpProbe {
  /** One GET of sysUpTime, one try, settled within timeoutMs. */
  ask(target: RouterTarget, timeoutMs: number): Promise<Answer<Alive>>
  /** One GET of all that is wanted; tries are 1 + retries of its settings unless given. */
  visit(target: RouterTarget, wanted: readonly WantedLink[], tries?: number): Promise<Answer<Visit>>
  /** Drops what is remembered of a router: its session, indexes and missing names. */
  forget(routerId: string): void
  /** What is known of a router's SNMPv3 engine by its own answers: signed ones, unless its user never signs. */
  engineOf(routerId: string): SnmpEngine | null
  inFlight(): number
  /** Datagrams refused before they reached the SNMP library, by reason. */
  refused(): Record<string, number>
  close(): Promise<void>
}

/** Beyond its tries: finding the engine of an SNMPv3 router, and its time, takes an exchange or two more. */
const graceMs = 1_000
/** Of all questions of a visit but its walks, which have their own: a router that is always late must not be all we do. */
const longestVisitMs = 30_000

interface Remembered {
  target: RouterTarget
  memory: RouterMemory
}

export function createSnmpProbe({ clock, log }: { clock: Clock; log?: Log }): SnmpProbe {
  const gate = createGate({ clock, log })
  const means = { gate, shelf: new QuestionShelf() }
  const remembered = new Map<string, Remembered>()
  let inFlight = 0

  function memoryOf(target: RouterTarget): RouterMemory | string {
    const { router, access } = target
    const known = remembered.get(router.id)
    if (known !== undefined && isSameTarget(known.target, target)) {
      // Else what was read before an edit would be held for as long as nothing of this router changes.
      known.target = target
      return known.memory
    }
    forget(router.id)
    const session = createSession(means, router, access)
    if (typeof session === 'string') return session
    const memory = createMemory(router.id, session, access.settings.version === '1')
    remembered.set(router.id, { target, memory })
    return memory
  }

  function forget(routerId: string): void {
    remembered.get(routerId)?.memory.session.forget()
    remembered.delete(routerId)
  }

  async function withMemory<T>(
    target: RouterTarget,
    work: (memory: RouterMemory) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const memory = memoryOf(target)
    if (typeof memory === 'string') return { ok: false, why: 'not-asked', detail: memory }
    inFlight += 1
    try {
      return await work(memory)
    } finally {
      inFlight -= 1
      memory.session.rest()
    }
  }

  return {
    ask: (target, timeoutMs) =>
      withMemory(target, async ({ session }) => {
        const patience = { tries: 1, timeoutMs, deadlineMs: timeoutMs }
        const reply = await session.ask({ kind: 'get', oids: [system.sysUpTime] }, patience)
        if (!reply.ok) return toAnswer(reply)
        const sysUpTimeCs = toUnsigned32(reply.varbinds[0])
        return sysUpTimeCs === null
          ? toAnswer(failed('no-such-object', 'it has no sysUpTime'))
          : { ok: true, value: { ...reply.arrival, sysUpTimeCs } }
      }),

    visit: (target, wanted, tries) =>
      withMemory(target, (memory) => {
        const { timeoutMs, retries } = target.access.settings
        const most = tries ?? 1 + retries
        const endsAtMs = clock.monotonicMs() + longestVisitMs
        const leftMs = (): number => endsAtMs - clock.monotonicMs()
        const patience = { tries: most, timeoutMs, deadlineMs: most * timeoutMs + graceMs, leftMs }
        return visitRouter(memory, wanted, { clock, patience })
      }),

    forget,
    engineOf: (routerId) => remembered.get(routerId)?.memory.session.engine() ?? null,
    inFlight: () => inFlight,
    refused: () => gate.refused(),
    async close() {
      await gate.close()
      for (const { memory } of remembered.values()) memory.session.forget()
    },
  }
}

function isSameTarget(one: RouterTarget, other: RouterTarget): boolean {
  return one.router.address === other.router.address && isSameAccess(one.access, other.access)
}
