import { Buffer } from 'node:buffer'
import type { Clock } from '../domain/clock.ts'
import type { Snapshot } from './wire.ts'

/** After this long it is written anew, so that its `at` and measurements are those of now. */
const keptMs = 1_000

/** The network as JSON, written once for all who ask within a second or until something is published. */
export class SnapshotText {
  readonly #snapshot: () => Snapshot
  readonly #clock: Clock
  #json: Buffer | null = null
  #writtenMs = 0

  constructor(snapshot: () => Snapshot, clock: Clock) {
    this.#snapshot = snapshot
    this.#clock = clock
  }

  json(): Buffer {
    const now = this.#clock.monotonicMs()
    if (this.#json === null || now - this.#writtenMs >= keptMs) {
      this.#json = Buffer.from(JSON.stringify(this.#snapshot()))
      this.#writtenMs = now
    }
    return this.#json
  }

  forget(): void {
    this.#json = null
  }
}
