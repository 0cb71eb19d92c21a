import type { SnmpEngine } from '../../domain/snmp-engine.ts'
import type { Router } from '../../domain/router.ts'
import type { SnmpAccess } from '../../domain/snmp-access.ts'
import { canonicalAddress } from './canonical-address.ts'
import type { Asking } from './asking.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { EngineKeys } from './engine-keys.ts'
import {
  type Answered,
  Exchange,
  type Patience,
  type Question,
  type Reply,
  type Sender,
  type Way,
} from './exchange.ts'
import type { Gate } from './gate.ts'
import { LibrarySender } from './library-sender.ts'
import { createPeer, type Peer } from './peer.ts'
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
  const address = canonicalAddress(router.address)
  if (address === null) return `router ${router.id}: its address is not an IP address`
  const credentials = credentialsOf(access)
  if ('missing' in credentials) return `router ${router.id}: no SNMP ${credentials.missing} is configured`
  const keys = new EngineKeys(access)
  const peer = createPeer(address, access.settings.port, keys)
  return new RouterSession(means, peer, credentials)
}

class RouterSession implements Session, Way {
  readonly #gate: Gate
  readonly #peer: Peer
  readonly #credentials: Credentials
  readonly #plain: PlainSender | null
  #library: LibrarySender | null = null
  #failuresInARow = 0
  #isForgotten = false

  constructor(means: PlainMeans, peer: Peer, credentials: Credentials) {
    this.#gate = means.gate
    this.#peer = peer
    this.#credentials = credentials
    this.#plain = credentials.version === 'community' ? new PlainSender(means, peer, credentials) : null
  }

  async ask(question: Question, patience: Patience): Promise<Reply> {
    const reply = await new Promise<Reply>((settle) => new Exchange(this, question, patience, settle))
    if (this.#isForgotten) this.#peer.keys.forget()
    this.#failuresInARow = reply.ok ? 0 : this.#failuresInARow + 1
    if (this.#credentials.version === 'user' && this.#failuresInARow >= patienceWithEngine) {
      this.renew()
      this.#failuresInARow = 0
    }
    return reply
  }

  engine(): SnmpEngine | null {
    return this.#peer.engineClock.engine
  }

  rest(): void {
    // Of SNMPv3 the library has learned the engine; otherwise it only walks, which is seldom.
    if (this.#plain !== null) this.#library = null
  }

  forget(): void {
    this.#isForgotten = true
    this.#peer.keys.forget()
  }

  send(asking: Asking, question: Question, answered: Answered): Sender {
    if (this.#plain !== null && question.kind === 'get') {
      this.#plain.send(asking, question.oids, answered)
      return this.#plain
    }
    this.#library ??= new LibrarySender(this.#credentials, this.#peer, this.#gate.open(this.#peer))
    this.#library.send(asking, question, answered)
    return this.#library
  }

  release(asking: Asking): void {
    this.#gate.release(asking, this.#peer)
  }

  renew(): void {
    this.#library = null
  }
}
