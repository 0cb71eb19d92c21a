import type { Clock } from '../domain/clock.ts'
import type { Network } from '../domain/network.ts'
import type { MinuteRow } from '../domain/minute-row.ts'
import type { LateEvidence } from '../domain/late-evidence.ts'
import type { Outage } from '../domain/outage.ts'
import type { RouterIdentity } from '../domain/reading.ts'
import type { StatusChange } from '../domain/status.ts'
import type { LayerStep } from '../domain/vpn-layers.ts'
import type { FailureLog } from './failure-log.ts'
import type { Ledger } from './ledger.ts'

/** How long changes are gathered before they are committed as one group. */
const groupMs = 200

/** Rows kept for another try while the store cannot take them: some ten minutes of the largest fleet. */
const mostRowsWaiting = 150_000

/** Evidence beside outages, kept likewise: more than all links of the largest fleet have at once. */
const mostLearnedWaiting = 50_000

export interface RecorderDeps {
  ledger: Ledger
  clock: Clock
  failures: FailureLog
  /** Called after a group was committed, and only then. */
  onCommitted(changes: readonly StatusChange[], outages: Outage[]): void
  /** Called when a group could not be committed: nothing of it may be shown. */
  onRefused(changes: readonly StatusChange[], layers: readonly LayerStep[]): void
  /** Called when the disk or the file failed, and to go on would be to lose what is written without a word. */
  onBroken(why: string): void
}

/** Commits what was judged in groups, one at a time, a few times a second. */
export class Recorder {
  readonly #deps: RecorderDeps
  #changes: StatusChange[] = []
  #layers: LayerStep[] = []
  #learned: LateEvidence[] = []
  #rows: MinuteRow[] = []
  #timer: NodeJS.Timeout | null = null
  #committing: Promise<void> = Promise.resolve()
  #lastCommitAt: number | null = null
  #closed = false
  #failure: 'full' | 'refused' | null = null

  constructor(deps: RecorderDeps) {
    this.#deps = deps
  }

  get lastCommitAt(): number | null {
    return this.#lastCommitAt
  }

  /** Why the store did not take the last that was given to it; null if it did. */
  get failure(): 'full' | 'refused' | null {
    return this.#failure
  }

  /** Changes of status and of layers from the same readings are of one group. */
  changes(changes: readonly StatusChange[], layers: readonly LayerStep[] = []): void {
    if (changes.length + layers.length === 0 || this.#closed) return
    this.#changes.push(...changes)
    this.#layers.push(...layers)
    this.#timer ??= setTimeout(() => void this.flush(), groupMs)
  }

  /** After the changes of its group: of an outage that they begin, something may be learned at once. */
  learned(learned: LateEvidence): void {
    if (this.#closed) return
    this.#learned.push(learned)
    this.#timer ??= setTimeout(() => void this.flush(), groupMs)
  }

  rows(rows: readonly MinuteRow[]): void {
    if (this.#closed) return
    for (const row of rows) this.#rows.push(row)
    if (this.#rows.length > mostRowsWaiting) this.#rows.splice(0, this.#rows.length - mostRowsWaiting)
    if (rows.length > 0) this.#timer ??= setTimeout(() => void this.flush(), groupMs)
  }

  async heartbeat(at: number): Promise<void> {
    await this.#attempt('heartbeat', () => this.#deps.ledger.recordHeartbeat(at))
  }

  /** False where it could not be registered. */
  network(network: Pick<Network, 'satker' | 'links'>, at: number): Promise<boolean> {
    return this.#attempt('links', () => this.#deps.ledger.registerNetwork(network, at))
  }

  async identity(router: string, identity: RouterIdentity, at: number): Promise<void> {
    await this.#attempt('identity', () => this.#deps.ledger.saveRouterIdentity(router, identity, at))
  }

  /** Commits everything that waits; resolves when it is on the disk, or refused. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#committing = this.#committing.then(() => this.#commit())
    return this.#committing
  }

  /** Commits what waits, and takes nothing more: an answer that comes in after the end is for the next run. */
  async close(): Promise<void> {
    await this.flush()
    this.#closed = true
  }

  async #commit(): Promise<void> {
    const changes = this.#changes
    const layers = this.#layers
    this.#changes = []
    this.#layers = []
    if (changes.length + layers.length > 0) {
      let outages: Outage[] = []
      const turns = layers.flatMap((step) => step.changes)
      const committed = await this.#attempt('changes', async () => {
        outages = await this.#deps.ledger.recordChanges(changes, turns, this.#deps.clock.now())
      })
      if (committed) this.#deps.onCommitted(changes, outages)
      else this.#deps.onRefused(changes, layers)
    }
    await this.#commitLearned()
    const rows = this.#rows
    if (rows.length === 0) return
    this.#rows = []
    const committed = await this.#attempt('rows', () => this.#deps.ledger.recordMinutes(rows))
    // Recording is idempotent by link and minute, so that rows of a group refused half-way may come again.
    if (!committed) this.#rows = [...rows, ...this.#rows]
  }

  /** What the store does not take now is kept for another try: added twice, it is there once. */
  async #commitLearned(): Promise<void> {
    const learned = this.#learned
    if (learned.length === 0) return
    this.#learned = []
    let outages: Outage[] = []
    const committed = await this.#attempt('evidence', async () => {
      outages = await this.#deps.ledger.addEvidence(learned)
    })
    if (!committed) this.#learned = [...learned, ...this.#learned].slice(-mostLearnedWaiting)
    else if (outages.length > 0) this.#deps.onCommitted([], outages)
  }

  async #attempt(what: string, task: () => Promise<unknown>): Promise<boolean> {
    const { failures, clock } = this.#deps
    if (this.#closed) return false
    try {
      await task()
      this.#lastCommitAt = clock.now()
      this.#failure = null
      failures.succeeded('record', what)
      return true
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
      this.#failure = name === 'StoreFull' ? 'full' : 'refused'
      failures.failed('record', what, { error: message })
      if (name === 'StoreBroken') this.#deps.onBroken(message)
      return false
    }
  }
}
