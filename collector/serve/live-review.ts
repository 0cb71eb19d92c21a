import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Identities } from '../access/access.ts'
import type { Caller } from '../access/caller.ts'
import type { Log } from '../log.ts'

/** As many callers as are asked about in one turn of the event loop without being noticed. */
const callersATurn = 50

interface Watching {
  readonly caller: Caller
  /** Its caller may see nothing more. */
  end(): void
}

interface Deps {
  identities: Pick<Identities, 'stillHolds'>
  log: Log
}

/** Looks whether the callers of open sockets still are who they were, and ends those of the others. */
export class LiveReview {
  readonly #deps: Deps
  readonly #all: () => Iterable<Watching>
  #isAsked = false
  #running: Promise<void> | null = null

  constructor(deps: Deps, all: () => Iterable<Watching>) {
    this.#deps = deps
    this.#all = all
  }

  /** Of all; asked again while it goes on, it goes over them once more, and never twice at a time. */
  ask(): Promise<void> {
    this.#isAsked = true
    this.#running ??= this.#run()
    return this.#running
  }

  /** Of some that have the same caller. */
  async check(some: readonly Watching[]): Promise<void> {
    const [first] = some
    if (first && !(await this.#holds(first.caller))) for (const each of some) each.end()
  }

  async #run(): Promise<void> {
    // Not before this promise is kept: with no socket open it would end before, and never begin again.
    await Promise.resolve()
    while (this.#isAsked) {
      this.#isAsked = false
      let asked = 0
      // A caller with a hundred sockets is asked about once.
      for (const some of Map.groupBy(this.#all(), ({ caller }) => keyOf(caller)).values()) {
        await this.check(some)
        if (++asked % callersATurn === 0) await nextTurn()
      }
    }
    this.#running = null
  }

  /** Where it cannot be known, nothing more is shown: a browser asks anew by itself. */
  async #holds(caller: Caller): Promise<boolean> {
    try {
      return await this.#deps.identities.stillHolds(caller)
    } catch (error) {
      this.#deps.log.error('bug', { of: 'live-review', error: error instanceof Error ? error.stack : '' })
      return false
    }
  }
}

function keyOf({ by, id, role, scope, isLoopback, needsSecondFactor }: Caller): string {
  return JSON.stringify([by, id, role, scope, isLoopback, needsSecondFactor])
}
