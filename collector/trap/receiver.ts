/** Hears traps by a thread of its own, which is started again when it dies. */
import { Worker } from 'node:worker_threads'
import type { Clock } from '../domain/clock.ts'
import { emptyNetwork } from '../domain/empty-network.ts'
import type { Network } from '../domain/network.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { SnmpEngine } from '../domain/snmp-engine.ts'
import type { Trap } from '../domain/trap.ts'
import type { Log } from '../log.ts'
import { EngineNews } from './engine-news.ts'
import { enrolmentsOf } from './enrolment.ts'
import type { FromReceiver, ReceiverOrder, ToReceiver } from './receiver-messages.ts'
import { RefusalLog } from './refusal-log.ts'
import { hadSettled, pauseBeforeRestart } from './restart-pause.ts'
import { type TrapHealth, TrapTally } from './trap-tally.ts'
import { cureOf } from './unheard-cure.ts'

export interface TrapReceiverDeps {
  order: ReceiverOrder
  clock: Clock
  log: Log
  /** What polling has learned of a router's engine. */
  engineOf(router: string): SnmpEngine | null
  onTrap(trap: Trap): void
  startThread?: (order: ReceiverOrder) => Worker
}

const lookAfterMs = 1_000

/** A fleet of thousands of routers takes some megabytes of this. */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

export class TrapReceiver {
  readonly #deps: TrapReceiverDeps
  readonly #tally = new TrapTally()
  readonly #refusals: RefusalLog
  readonly #engines: EngineNews
  /** Kept instead of what is told of them, for a thread that begins anew. */
  #enrolled: Parameters<typeof enrolmentsOf> = [emptyNetwork, new Map()]
  #thread: Worker | null = null
  #startedAtMs = 0
  #deaths = 0
  #look: NodeJS.Timeout | null = null
  #again: NodeJS.Timeout | null = null

  constructor(deps: TrapReceiverDeps) {
    this.#deps = deps
    this.#refusals = new RefusalLog(deps)
    this.#engines = new EngineNews(deps)
  }

  start(): void {
    this.#begin()
    this.#look = setInterval(() => {
      this.#tellEngines()
      this.#refusals.tell()
    }, lookAfterMs)
  }

  /** From now on the traps of these routers are taken, and of no others. */
  enrol(network: Network, access: ReadonlyMap<string, SnmpAccess>): void {
    this.#enrolled = [network, access]
    this.#tellEnrolled()
  }

  health(): TrapHealth {
    return this.#tally.health()
  }

  async stop(): Promise<void> {
    if (this.#look) clearInterval(this.#look)
    if (this.#again) clearTimeout(this.#again)
    const thread = this.#thread
    this.#thread = null
    await thread?.terminate()
  }

  #begin(): void {
    const { order, clock, startThread = startReceiver } = this.#deps
    const thread = startThread(order)
    this.#thread = thread
    this.#startedAtMs = clock.monotonicMs()
    let why = 'it ended'
    thread.on('message', (message: FromReceiver) => this.#hear(message))
    // The text of an error may quote what came in.
    thread.once('error', (error: NodeJS.ErrnoException) => (why = error.code ?? error.name))
    thread.once('exit', () => this.#thread === thread && this.#lose(why))
    this.#tellEnrolled()
  }

  #lose(why: string): void {
    const { clock, log } = this.#deps
    if (hadSettled(clock.monotonicMs() - this.#startedAtMs)) this.#deaths = 0
    this.#deaths += 1
    const pauseMs = pauseBeforeRestart(this.#deaths)
    this.#thread = null
    this.#tally.died(`the receiver died (${why}) and is started again`)
    log.warn('trap-receiver-died', { why, againInMs: pauseMs })
    this.#again = setTimeout(() => this.#begin(), pauseMs)
  }

  #hear(message: FromReceiver): void {
    const { log, order } = this.#deps
    switch (message.kind) {
      case 'trap':
        return this.#tellOf(message.trap)
      case 'counts':
        this.#refusals.add(message.counts.refused)
        return this.#tally.add(message.counts)
      case 'listening':
        this.#tally.listens(message)
        return log.info('trap-listening', { address: message.address, port: message.port })
      case 'not-listening': {
        const { event, cure } = cureOf(message.why, order)
        if (this.#tally.listensNot(cure)) log.warn(event, { cure })
        return
      }
      case 'bug':
        return log.error('bug', { of: 'trap', error: message.error })
    }
  }

  /** A fault of whoever is told must not end the collector by way of a router that speaks up. */
  #tellOf(trap: Trap): void {
    try {
      this.#deps.onTrap(trap)
    } catch (error) {
      const said = error instanceof Error ? error.stack : String(error)
      this.#deps.log.error('bug', { of: 'heeding a trap', error: said })
    }
  }

  #tellEnrolled(): void {
    const enrolments = enrolmentsOf(...this.#enrolled)
    this.#tell({ kind: 'enrol', enrolments })
    this.#engines.enrol(enrolments)
    this.#tellEngines()
  }

  #tellEngines(): void {
    if (this.#thread === null) return
    const engines = this.#engines.take()
    if (engines.length > 0) this.#tell({ kind: 'engines', engines })
  }

  #tell(message: ToReceiver): void {
    this.#thread?.postMessage(message)
  }
}

/** The flags of the collector, an inspector's port above all, are not for this thread. */
export function startReceiver(order: ReceiverOrder): Worker {
  const url = new URL('./receiver-worker.ts', import.meta.url)
  return new Worker(url, { workerData: order, execArgv: [], resourceLimits })
}
