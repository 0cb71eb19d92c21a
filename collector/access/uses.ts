/** When sessions and tokens were last used: at once in memory, in the database once a minute. */
import { useSessions } from '../../db/sessions.ts'
import { useTokens } from '../../db/tokens.ts'
import type { Store } from '../../db/open-store.ts'
import type { Log } from '../log.ts'

/** As much later than the database says may the last use be. */
export const writtenEachMs = 60_000
const keysMax = 10_000

interface Use {
  at: number
  /** What the database has. */
  writtenAt: number
}

export class Uses {
  readonly #store: Pick<Store, 'write'>
  readonly #log: Log
  readonly #kinds = { session: new Map<string, Use>(), token: new Map<string, Use>() }
  #writing: Promise<void> = Promise.resolve()

  constructor(store: Pick<Store, 'write'>, log: Log) {
    this.#store = store
    this.#log = log
  }

  /** `writtenAt` is what the database has; -Infinity for never. */
  lastUse(kind: 'session' | 'token', id: string, writtenAt: number): number {
    return Math.max(this.#kinds[kind].get(id)?.at ?? writtenAt, writtenAt)
  }

  /** Whoever uses it does not wait for the database, and is let in also where its disk is full. */
  use(kind: 'session' | 'token', id: string, writtenAt: number, now: number): void {
    const uses = this.#kinds[kind]
    const known = Math.max(uses.get(id)?.writtenAt ?? writtenAt, writtenAt)
    const isDue = now - known >= writtenEachMs
    uses.delete(id)
    uses.set(id, { at: now, writtenAt: isDue ? now : known })
    for (const oldest of uses.keys()) {
      if (uses.size <= keysMax) break
      uses.delete(oldest)
    }
    if (isDue) this.#write(kind, id, now)
  }

  /** Without a look at the database: one that was not seen here yet is written. */
  useAgain(kind: 'session' | 'token', id: string, now: number): void {
    this.use(kind, id, -Infinity, now)
  }

  /** When what was asked to be written is. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #write(kind: 'session' | 'token', id: string, now: number): void {
    const write = kind === 'session' ? useSessions : useTokens
    const written = this.#store.write((trx) => write(trx, [id], now))
    const told = written.catch((error: unknown) =>
      this.#log.warn('use-not-written', { of: kind, why: error instanceof Error ? error.message : '' }),
    )
    this.#writing = Promise.all([this.#writing, told]).then(() => {})
  }
}
