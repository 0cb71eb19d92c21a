/** That an account, session or token became another, by ourselves or by a command beside us. */
import { dataVersion } from '../../db/data-version.ts'
import type { Db } from '../../db/trx.ts'

/** Two looks fall into each second, within which a change must be known. */
const lookEachMs = 500

export class ChangeWatch {
  readonly #db: Db
  readonly #onError: (error: unknown) => void
  readonly #listeners: (() => void)[] = []
  #seen: number | null = null
  #timer: NodeJS.Timeout | null = null
  #looking: Promise<void> = Promise.resolve()

  constructor(db: Db, onError: (error: unknown) => void) {
    this.#db = db
    this.#onError = onError
  }

  listen(listener: () => void): void {
    this.#listeners.push(listener)
  }

  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  /** `onLook` is called at each look, for what else is to be done about as often. */
  async start(onLook: () => void): Promise<void> {
    this.#seen = await dataVersion(this.#db)
    this.#timer = setInterval(() => {
      onLook()
      this.#looking = this.#looking.then(() => this.#look()).catch(this.#onError)
    }, lookEachMs)
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#looking
  }

  async #look(): Promise<void> {
    const version = await dataVersion(this.#db)
    if (version === this.#seen) return
    this.#seen = version
    this.changed()
  }
}
