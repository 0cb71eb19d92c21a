import { Buffer } from 'node:buffer'
import type { Clock } from '../domain/clock.ts'
import { everything, type Scope, scopeText } from '../domain/scope.ts'
import { narrowPublication, type Sight, sightOf } from './narrow.ts'
import { SnapshotText } from './snapshot-text.ts'
import type { Publication, Snapshot } from './wire.ts'

/** Everybody who may see the same: what they are told is computed once, here, and never by a browser. */
export class Audience {
  readonly #scope: Scope
  readonly #snapshot: (scope: Scope) => Snapshot
  readonly #text: SnapshotText
  #sight: Sight | null = null

  constructor(scope: Scope, snapshot: (scope: Scope) => Snapshot, clock: Clock) {
    this.#scope = scope
    this.#snapshot = snapshot
    this.#text = new SnapshotText(() => snapshot(scope), clock)
  }

  /** The network as JSON, with everything in it that was published so far. */
  network(): Buffer {
    return this.#text.json()
  }

  /** The same for one who watches; null: not now, but within a second. */
  snapshot(): Buffer | null {
    return this.#text.jsonInTurn()
  }

  /** What of a publication is theirs, as JSON; null where nothing is. */
  tell(publication: Publication): Buffer | null {
    this.#text.forget()
    const own = this.#scope === everything ? publication : narrowPublication(publication, this.#seen())
    const isEmpty = own.satker.length + own.links.length + own.outages.length === 0
    return isEmpty ? null : Buffer.from(JSON.stringify(own))
  }

  /** What was written of it is not what there is now. */
  forgetText(): void {
    this.#text.forget()
  }

  /** The network itself is another. */
  forget(): void {
    this.#text.forget()
    this.#sight = null
  }

  #seen(): Sight {
    this.#sight ??= sightOf(this.#snapshot(everything), this.#scope)
    return this.#sight
  }
}

/** As many scopes as are kept at once; the one asked for longest ago goes. */
const audiencesMax = 2_000

export class Audiences {
  readonly #snapshot: (scope: Scope) => Snapshot
  readonly #clock: Clock
  readonly #audiences = new Map<string, Audience>()

  constructor(snapshot: (scope: Scope) => Snapshot, clock: Clock) {
    this.#snapshot = snapshot
    this.#clock = clock
  }

  of(scope: Scope): Audience {
    const key = scopeText(scope)
    const audience = this.#audiences.get(key) ?? new Audience(scope, this.#snapshot, this.#clock)
    this.#audiences.delete(key)
    this.#audiences.set(key, audience)
    if (this.#audiences.size > audiencesMax) {
      const [oldest] = this.#audiences.keys()
      if (oldest !== undefined) this.#audiences.delete(oldest)
    }
    return audience
  }

  /** Something was published. */
  published(): void {
    for (const audience of this.#audiences.values()) audience.forgetText()
  }

  forget(): void {
    for (const audience of this.#audiences.values()) audience.forget()
  }
}
