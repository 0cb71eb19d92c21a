/** The audit trail as it is read: the newest page first, then the older ones as they are asked for. */
import type { WireAuditEntry } from '../../collector/serve/wire-access.ts'
import type { AccessApi, AuditQuery } from '../access/access-api.ts'
import type { Failure } from '../parts/request.ts'
import type { AuditFilter } from '../state/audit-filter.ts'

export class Trail {
  #entries = $state.raw<readonly WireAuditEntry[] | null>(null)
  #hasMore = $state(false)
  #head = $state.raw<string | null>(null)
  #failure = $state.raw<Failure | null>(null)
  #isLoading = $state(false)
  #query: AuditQuery = {}
  #turn = 0
  readonly #api: Pick<AccessApi, 'audit'>

  constructor(api: Pick<AccessApi, 'audit'>) {
    this.#api = api
  }

  /** Null until the first page is there. */
  get entries(): readonly WireAuditEntry[] | null {
    return this.#entries
  }

  /** Whether there are older ones. */
  get hasMore(): boolean {
    return this.#hasMore
  }

  /** Hash of the newest entry of all, whatever is looked for. */
  get head(): string | null {
    return this.#head
  }

  get failure(): Failure | null {
    return this.#failure
  }

  get isLoading(): boolean {
    return this.#isLoading
  }

  /** From the newest on. */
  async read(filter: AuditFilter): Promise<void> {
    this.#query = queryOf(filter)
    await this.#ask(this.#query, [])
  }

  async older(): Promise<void> {
    const last = this.#entries?.at(-1)
    if (!last || this.#isLoading) return
    await this.#ask({ ...this.#query, before: last.id }, this.#entries ?? [])
  }

  /** The last asking counts: what was looked for before it is of no interest any more. */
  async #ask(query: AuditQuery, newer: readonly WireAuditEntry[]): Promise<void> {
    const turn = ++this.#turn
    this.#isLoading = true
    const answer = await this.#api.audit(query)
    if (turn !== this.#turn) return
    this.#isLoading = false
    this.#failure = answer.ok ? null : answer
    if (!answer.ok) return
    this.#entries = [...newer, ...answer.value.entries]
    this.#hasMore = answer.value.more
    this.#head = answer.value.head
  }
}

/** Only what is looked for. */
export function queryOf({ since, until, who, what, outcome }: AuditFilter): AuditQuery {
  return {
    from: since ?? undefined,
    to: until ?? undefined,
    who: who || undefined,
    what: what || undefined,
    outcome: outcome ?? undefined,
  }
}
