import type { Network } from '../domain/network.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { Log } from '../log.ts'
import { createSimulatorThread } from './simulator-thread.ts'
import type { Simulator } from './simulator.ts'

type Access = ReadonlyMap<string, SnmpAccess>

/** Plays routers of our own for as long as the configuration says so. */
export class Player {
  readonly #log: Log
  #simulator: Simulator | null = null

  constructor(log: Log) {
    this.#log = log
  }

  /** Starts, changes or ends them. */
  async apply(network: Network, access: Access): Promise<void> {
    if (!network.simulator.enabled) return this.stop()
    if (this.#simulator) return this.#simulator.apply(network, new Map(access))
    const started = createSimulatorThread({ network, access: new Map(access), log: this.#log })
    try {
      await started.start()
      this.#simulator = started
    } catch (error) {
      // Somebody else may be playing them: what is polled will tell.
      const why = error instanceof Error ? error.message : String(error)
      this.#log.error('simulator-not-playing', { why })
    }
  }

  async stop(): Promise<void> {
    const simulator = this.#simulator
    this.#simulator = null
    await simulator?.stop()
  }
}
