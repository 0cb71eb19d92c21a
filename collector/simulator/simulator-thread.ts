/** The simulator in a thread of its own, so that playing takes nothing from the collector's event loop. */
import { Worker } from 'node:worker_threads'
import type { Network } from '../domain/network.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { Log } from '../log.ts'
import type { Notice, Order, PlainAccess } from './play.ts'
import type { Simulator } from './simulator.ts'

export interface SimulatorThreadParts {
  network: Network
  access: Map<string, SnmpAccess>
  log: Log
}

/** The thread reads the machine's own clock; where a test sets the time, `createSimulator` takes one. */
export function createSimulatorThread(parts: SimulatorThreadParts): Simulator {
  return new SimulatorThread(parts)
}

interface Waiting {
  resolve(): void
  reject(error: Error): void
}

class SimulatorThread implements Simulator {
  readonly #parts: SimulatorThreadParts
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #orders = 0
  #isStopping = false

  constructor(parts: SimulatorThreadParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    const worker = new Worker(new URL('./play.ts', import.meta.url))
    worker.on('message', (notice: Notice) => this.#hear(notice))
    worker.on('error', (error) => this.#end(`The simulator's thread has failed: ${error.message}`))
    worker.on('exit', () => this.#end("The simulator's thread has ended."))
    this.#worker = worker
    const { network, access } = this.#parts
    try {
      await this.#order({ what: 'start', network, access: plain(access) })
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  async apply(network: Network, access: Map<string, SnmpAccess>): Promise<void> {
    await this.#order({ what: 'apply', network, access: plain(access) })
  }

  async cut(link: string): Promise<void> {
    await this.#order({ what: 'cut', link })
  }

  async restore(link: string): Promise<void> {
    await this.#order({ what: 'restore', link })
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    this.#isStopping = true
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    // A thread that fails while it stops has stopped, too.
    await this.#order({ what: 'stop' }).catch(() => {})
    await ended
  }

  #order(order: Order): Promise<void> {
    const worker = this.#worker
    if (!worker) return Promise.reject(new Error('The simulator is not running.'))
    const number = ++this.#orders
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject })
      worker.postMessage({ number, order })
    })
  }

  #hear(notice: Notice): void {
    if (notice.what === 'log') return this.#parts.log[notice.level](notice.event, notice.facts)
    const waiting = this.#waiting.get(notice.order)
    this.#waiting.delete(notice.order)
    if (notice.failure === null) waiting?.resolve()
    else waiting?.reject(new Error(notice.failure))
  }

  /** Without its thread every simulated router is silent: worth a line even if nobody was waiting. */
  #end(why: string): void {
    if (!this.#worker) return
    this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(new Error(why))
    this.#waiting.clear()
    if (!this.#isStopping) this.#parts.log.error('simulator-ended', { why })
  }
}

function plain(access: Map<string, SnmpAccess>): PlainAccess {
  return [...access].map(([router, { settings, community }]) => [
    router,
    settings,
    community?.reveal() ?? null,
  ])
}
