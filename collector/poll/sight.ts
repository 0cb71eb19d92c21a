import type { Network } from '../domain/network.ts'
import type { Log } from '../log.ts'
import type { FarEnds } from './far-ends.ts'

export interface SightDeps {
  network(): Network
  farEnds: Pick<FarEnds, 'areReferencesSilent'>
  log: Log
}

/** Whether anything can be seen from here: nothing can while every reference near us is silent. */
export class Sight {
  readonly #deps: SightDeps
  #isBlind = false
  #asking: Promise<boolean | null> | null = null

  constructor(deps: SightDeps) {
    this.#deps = deps
  }

  get isBlind(): boolean {
    return this.#isBlind
  }

  lose(): void {
    const { log, network } = this.#deps
    // Slices that were on their way find the same.
    if (!this.#isBlind) log.warn('blind', { reference: network().collector.reference })
    this.#isBlind = true
  }

  /** Whether a reference answers again; asked once at a time however many slices wait for it. */
  async hasReturned(): Promise<boolean> {
    this.#asking ??= this.#deps.farEnds.areReferencesSilent()
    const silent = await this.#asking
    this.#asking = null
    if (silent) return false
    if (this.#isBlind) this.#deps.log.info('blind-ended')
    this.#isBlind = false
    return true
  }
}
