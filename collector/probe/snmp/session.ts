import type { SnmpEngine } from '../../domain/snmp-engine.ts'
import type { Router } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import { canonicalAddress } from './canonical-address.ts'
import { credentialsOf } from './credentials.ts'
import { EngineClock } from './engine-clock.ts'
import { EngineKeys } from './engine-keys.ts'
import { Exchange, type Patience, type Question, type Reply, type Way } from './exchange.ts'
import { LibrarySender } from './library-sender.ts'
import { PlainSender, type PlainMeans } from './plain-sender.ts'

/** Asks one router, with what was learned of it; has no socket of its own, so that thousands are cheap. */
export interface Session {
  ask(question: Question, patience: Patience): Promise<Reply>
  /** What its answers have told of its SNMPv3 engine. */
  engine(): SnmpEngine | null
  /** Gives up what is quickly made anew, until it asks again. */
  rest(): void
  /** Drops its keys, now and with each answer that it still waits for. */
  forget(): void
}

/** After so many questions in a row without an answer, a router's engine is looked for anew. */
const patienceWithEngine = 3

/** A session, or what is missing to have one, as a sentence. */
export function createSession(means: PlainMeans, router: Router, access: SnmpAccess): Session | string {
  const { gate } = means
  const address = canonicalAddress(router.address)
  if (address === null) return `router ${router.id}: its address is not an IP address`
  const credentials = credentialsOf(access)
  if ('missing' in credentials) return `router ${router.id}: no SNMP ${credentials.missing} is configured`
  const engineClock = new EngineClock()
  const keys = new EngineKeys(access)
  const peer = { address, port: access.settings.port, keys, engineClock }
  const plain = credentials.version === 'community' ? new PlainSender(means, peer, credentials) : null
  let library: LibrarySender | null = null
  let failuresInARow = 0
  let isForgotten = false

  const way: Way = {
    send(asking, question, answered) {
      if (plain !== null && question.kind === 'get') {
        plain.send(asking, question.oids, answered)
        return plain
      }
      library ??= new LibrarySender(credentials, peer, gate.open(peer))
      library.send(asking, question, answered)
      return library
    },
    release: (asking) => gate.release(asking, peer),
    renew() {
      library = null
    },
  }

  return {
    async ask(question, patience) {
      const reply = await new Promise<Reply>((settle) => new Exchange(way, question, patience, settle))
      if (isForgotten) keys.forget()
      failuresInARow = reply.ok ? 0 : failuresInARow + 1
      if (credentials.version === 'user' && failuresInARow >= patienceWithEngine) {
        way.renew()
        failuresInARow = 0
      }
      return reply
    },
    engine: () => engineClock.engine,
    rest() {
      // Of SNMPv3 the library has learned the engine; otherwise it only walks, which is seldom.
      if (plain !== null) library = null
    },
    forget() {
      isForgotten = true
      keys.forget()
    },
  }
}
