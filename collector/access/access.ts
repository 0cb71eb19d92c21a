import type { Caller } from './caller.ts'

/** What a request, plain or of a WebSocket, shows of who is asking. */
export interface Shown {
  /** Value of the session cookie. */
  cookie: string | null
  /** Of `Authorization: Bearer`. */
  bearer: string | null
}

/** Where a request comes from. */
export interface Client {
  /** Canonical IP literal. */
  address: string
  isLoopback: boolean
  /** User-Agent, shortened. */
  agent: string
}

/** What the server asks of the room that knows accounts, sessions and tokens. */
export interface Identities {
  /** Whose request it is, which counts as use of its session; null where it shows nothing that holds. */
  identify(shown: Shown, client: Client): Promise<Caller | null>
  /** Whether an open socket's caller is still who it was and may still see the same. */
  stillHolds(caller: Caller): Promise<boolean>
  /** Called by what watches: a session with an open page is in use. */
  keepInUse(callers: readonly Caller[]): Promise<void>
  /** `listener` is called when an account, session or token became another, also by a command beside the collector. */
  onChange(listener: () => void): void
  /** What was asked for and refused goes into the audit trail; a flood of it is counted, not written row by row. */
  tellRefused(refusal: { who: string; what: string; subject?: string | null; address: string }): void
}
