/** Asks by net-snmp: whatever is SNMPv3, and the walks of all versions. */
import snmp, { type Session as LibrarySession } from 'net-snmp'
import type { Asking } from './asking.ts'
import type { Credentials } from './credentials.ts'
import type { Answered, Question, Sender } from './exchange.ts'
import type { Channel } from './gate.ts'

export class LibrarySender implements Sender {
  readonly #library: LibrarySession
  readonly #channel: Channel

  /** The library's own tries and timeouts are put out of the way: an exchange has its own. */
  constructor(
    credentials: Credentials,
    { address, port }: { address: string; port: number },
    channel: Channel,
  ) {
    const options = {
      port,
      retries: 0,
      timeout: 3_600_000,
      backwardsGetNexts: false,
      reportOidMismatchErrors: true,
      dgramModule: channel,
    }
    this.#channel = channel
    this.#library =
      credentials.version === 'user'
        ? snmp.createV3Session(address, credentials.user, options)
        : snmp.createSession(address, credentials.community, {
            ...options,
            version: credentials.isV1 ? snmp.Version1 : snmp.Version2c,
          })
    // What it cannot read is left to the deadline; without a listener the process would end.
    this.#library.on('error', () => {})
  }

  send(asking: Asking, question: Question, answered: Answered): void {
    this.#channel.within(asking, () => this.#ask(question, answered))
  }

  letGo(id: number): void {
    this.#library.unregisterRequest(id)
  }

  #ask(question: Question, answered: Answered): void {
    if (question.kind === 'get')
      this.#library.get(question.oids, (error, varbinds) => answered(error, varbinds ?? []))
    else if (question.kind === 'getNext')
      this.#library.getNext([question.oid], (error, varbinds) => answered(error, varbinds ?? []))
    else
      this.#library.getBulk([question.oid], 0, question.maxRepetitions, (error, columns) =>
        answered(error, columns?.flat() ?? []),
      )
  }
}
