/** Asks GETs of SNMPv1 and v2c without a library: most of what is ever asked. */
import type { Varbind } from 'net-snmp'
import type { Asking } from './asking.ts'
import type { Answered, Sender } from './exchange.ts'
import type { Gate } from './gate.ts'
import type { Pdu } from './message.ts'
import type { Peer } from './peer.ts'
import { AnsweredWithError, OtherNames, readPlainAnswer } from './plain-answer.ts'
import type { PlainQuestion } from './plain-question.ts'
import type { QuestionShelf } from './question-shelf.ts'

interface PlainCredentials {
  isV1: boolean
  community: string
}

/** What all routers are asked by. */
export interface PlainMeans {
  gate: Gate
  shelf: QuestionShelf
}

export class PlainSender implements Sender {
  readonly #gate: Gate
  readonly #peer: Peer
  readonly #shelf: QuestionShelf
  readonly #isV1: boolean
  readonly #community: string
  #last: PlainQuestion | null = null

  constructor({ gate, shelf }: PlainMeans, peer: Peer, { isV1, community }: PlainCredentials) {
    this.#gate = gate
    this.#shelf = shelf
    this.#peer = peer
    this.#isV1 = isV1
    this.#community = community
  }

  send(asking: Asking, oids: readonly string[], answered: Answered): void {
    const question = this.#encoded(oids)
    this.#gate.askPlainly(this.#peer, asking, question, (datagram, pdu) => {
      const values = valuesOrError(datagram, pdu, question)
      if (values instanceof Error) answered(values, [])
      else answered(null, values)
    })
  }

  /** The gate keeps the ids of what it was given. */
  letGo(): void {}

  #encoded(oids: readonly string[]): PlainQuestion {
    const last = this.#last
    if (last !== null && last.oids.length === oids.length && last.oids.every((oid, at) => oid === oids[at]))
      return last
    this.#last = this.#shelf.take(this.#isV1, this.#community, oids)
    return this.#last
  }
}

function valuesOrError(datagram: Buffer, pdu: Pdu, question: PlainQuestion): Varbind[] | Error {
  try {
    return readPlainAnswer(datagram, pdu, question)
  } catch (error) {
    if (error instanceof AnsweredWithError || error instanceof OtherNames) return error
    throw error
  }
}
