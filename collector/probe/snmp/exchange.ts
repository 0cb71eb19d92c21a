import type { Varbind } from 'net-snmp'
import { PatientTimer } from '../patient-timer.ts'
import type { Refused } from './admit.ts'
import type { Arrival, Asking } from './asking.ts'
import { failed, failureOf, type FailedReply } from './failure.ts'

export type Question =
  | { kind: 'get'; oids: string[] }
  | { kind: 'getNext'; oid: string }
  | { kind: 'getBulk'; oid: string; maxRepetitions: number }

export interface Patience {
  tries: number
  /** For each try, begun anew by each Report. */
  timeoutMs: number
  /** For all of it. */
  deadlineMs: number
  /** What is left for a whole series of questions, when this one begins. */
  leftMs?: () => number
}

export type Reply = { ok: true; varbinds: Varbind[]; arrival: Arrival } | FailedReply

export type Answered = (error: Error | null, varbinds: Varbind[]) => void

/** Who sent a question, and keeps its ids until they are answered. */
export interface Sender {
  letGo(id: number): void
}

/** What an exchange needs of the session it is held in. */
export interface Way {
  /** Sends it once, in as many datagrams as it takes. May throw. */
  send(asking: Asking, question: Question, answered: Answered): Sender
  release(asking: Asking): void
  /** Forgets what was learned of the router's engine. */
  renew(): void
}

/** An engine is found by one Report and its time by a second; a third allows for a restart in between. */
const maxReports = 3
const usmStats = '1.3.6.1.6.3.15.1.1.'

/**
 * One question to one router, settled exactly once: by the first right answer to any of its tries, by a
 * failure, or by its deadline, whatever the library does.
 */
export class Exchange implements Asking {
  readonly #way: Way
  readonly #question: Question
  readonly #patience: Patience
  readonly #settle: (reply: Reply) => void
  readonly #senders: Sender[] = []
  /** Of all that was sent for it. */
  readonly #ids: number[] = []
  readonly #endsAtMs: number
  /** Of the try that is on its way, or of what is left until the deadline where that is less. */
  readonly #timer: PatientTimer
  #isSettled = false
  #triesLeft: number
  #datagramsLeft: number
  #reportsLeft = maxReports
  #isRenewed = false
  #arrival: Arrival | null = null
  #errorIndex = 0
  /** The usmStats counter last reported, while nothing better has come. */
  #report: number | null = null
  #refusal: string | null = null

  constructor(way: Way, question: Question, patience: Patience, settle: (reply: Reply) => void) {
    this.#way = way
    this.#question = question
    this.#patience = patience
    this.#settle = settle
    this.#triesLeft = patience.tries
    this.#datagramsLeft = patience.tries + maxReports + 1
    const deadlineMs = Math.min(patience.deadlineMs, patience.leftMs?.() ?? Number.POSITIVE_INFINITY)
    this.#endsAtMs = performance.now() + deadlineMs
    this.#timer = new PatientTimer(() => this.#onTime(), Math.min(patience.timeoutMs, deadlineMs))
    this.#try()
  }

  maySend(): boolean {
    if (this.#isSettled || this.#datagramsLeft === 0) return false
    this.#datagramsLeft -= 1
    this.#restartTimer()
    return true
  }

  sent(id: number): void {
    this.#ids.push(id)
  }

  arrived(arrival: Arrival, errorIndex: number): void {
    this.#arrival = arrival
    this.#errorIndex = errorIndex
    this.#report = null
  }

  mayReport(reported: string | null): boolean {
    if (reported?.startsWith(usmStats)) this.#report = Number.parseInt(reported.slice(usmStats.length), 10)
    if (this.#reportsLeft === 0) return false
    this.#reportsLeft -= 1
    return true
  }

  refused({ why, fault }: Refused): void {
    this.#refusal = fault === null ? why : `${why}: ${fault}`
    if (why === 'too-many-reports') this.#giveUp()
    // An old answer played again, or an engine that has lost its clock: a new question tells which.
    if (why === 'outside-time-window' && !this.#isSettled && !this.#isRenewed) this.#meetAnew()
  }

  failed(error: unknown): void {
    this.#finish(failureOf(error, { report: null, errorIndex: 0 }))
  }

  #try(): void {
    if (this.#triesLeft === 0) return this.#giveUp()
    this.#triesLeft -= 1
    this.#restartTimer()
    try {
      const sender = this.#way.send(this, this.#question, (error, varbinds) =>
        this.#answered(error, varbinds),
      )
      if (this.#senders.at(-1) !== sender) this.#senders.push(sender)
    } catch (error) {
      this.failed(error)
    }
  }

  #restartTimer(): void {
    if (!this.#isSettled)
      this.#timer.restart(Math.min(this.#patience.timeoutMs, this.#endsAtMs - performance.now()))
  }

  #onTime(): void {
    if (performance.now() < this.#endsAtMs) this.#try()
    else this.#giveUp()
  }

  #answered(error: Error | null, varbinds: Varbind[]): void {
    if (this.#isSettled) return
    if (error === null && this.#arrival !== null)
      return this.#finish({ ok: true, varbinds, arrival: this.#arrival })
    const failure = failureOf(error, { report: this.#report, errorIndex: this.#errorIndex })
    if (!failure.isStale || this.#isRenewed) return this.#finish(failure)
    this.#meetAnew()
  }

  /** The router may have restarted as another engine: it is looked for anew, once, and this costs no try. */
  #meetAnew(): void {
    this.#isRenewed = true
    this.#triesLeft += 1
    this.#way.renew()
    this.#try()
  }

  #giveUp(): void {
    const reported = failureOf(null, { report: this.#report, errorIndex: 0 })
    if (reported.why === 'wrong-credentials') return this.#finish(reported)
    this.#finish(
      this.#refusal === null
        ? failed('timeout', this.#silence())
        : failed('bad-answer', `it answered, but not acceptably (${this.#refusal})`),
    )
  }

  #silence(): string {
    const { tries, timeoutMs } = this.#patience
    const silence = `no answer to ${tries} ${tries === 1 ? 'try' : 'tries'} of ${timeoutMs} ms`
    // An agent that cannot decrypt a question may drop it without a word, as Net-SNMP does.
    return this.#report === null
      ? silence
      : `${silence}, though its SNMP engine was found: check the privacy key`
  }

  #finish(reply: Reply): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#timer.clear()
    for (const sender of this.#senders) for (const id of this.#ids) sender.letGo(id)
    this.#way.release(this)
    this.#settle(reply)
  }
}
