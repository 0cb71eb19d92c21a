/** Who is signed in, or why nobody is. */
import { createContext } from 'svelte'
import type { Permission } from '../../collector/domain/role.ts'
import type { WireEntry, WireSession } from '../../collector/serve/wire-access.ts'
import type { AccessApi } from '../access/access-api.ts'
import type { ApiAnswer, Failure } from '../parts/request.ts'

/** Why nobody is signed in any more: the session ended by itself or by another, or this person left. */
export type Ending = 'ended' | 'left'

export type Standing =
  | { is: 'asked' }
  /** Nobody answered, or not in words that can be read. */
  | { is: 'unanswered' }
  | { is: 'out'; entry: WireEntry; why: Ending | null }
  | { is: 'in'; session: WireSession }

const againMs = 3_000
/** A new cookie of this browser may still be on its way to it: nobody is told at once that the session ended. */
const settleMs = 1_000

export class SessionState {
  #standing = $state.raw<Standing>({ is: 'asked' })
  #entry = $state.raw<WireEntry | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What has not been answered yet and may bring a new cookie. */
  readonly #renewing = new Set<Promise<unknown>>()
  readonly #api: Pick<AccessApi, 'entry' | 'session' | 'signOut'>

  constructor(api: Pick<AccessApi, 'entry' | 'session' | 'signOut'>) {
    this.#api = api
  }

  get standing(): Standing {
    return this.#standing
  }

  get current(): WireSession | null {
    return this.#standing.is === 'in' ? this.#standing.session : null
  }

  /** What is known to anybody; null until it was answered. */
  get entry(): WireEntry | null {
    return this.#entry
  }

  may(permission: Permission): boolean {
    return this.current?.permissions.includes(permission) ?? false
  }

  /** Asks who is signed in, until it is answered. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer)
    const [entry, session] = await Promise.all([this.#api.entry(), this.#api.session()])
    if (entry.ok) this.#entry = entry.value
    if (session.ok) this.begin(session.value)
    else if (entry.ok && isOut(session)) this.#goOut(entry.value, null)
    else {
      if (this.#standing.is !== 'in') this.#standing = { is: 'unanswered' }
      this.#timer = setTimeout(() => void this.ask(), againMs)
    }
  }

  /** Somebody signed in, or is told anew what they may. */
  begin(session: WireSession): void {
    clearTimeout(this.#timer)
    // The same again is nothing new: what hangs on it stays as it is.
    if (this.#standing.is === 'in' && JSON.stringify(this.#standing.session) === JSON.stringify(session))
      return
    this.#standing = { is: 'in', session }
  }

  /** Asks whether it is still so, and what is allowed now: something was refused, or the page was looked at again. */
  async check(): Promise<void> {
    const before = this.#standing
    if (before.is === 'asked') return
    if (before.is === 'unanswered') return this.ask()
    let answer = await this.#api.session()
    // What was refused may have been an old cookie, where a new one came meanwhile, also by another tab.
    if (!answer.ok && isOut(answer) && before.is === 'in') answer = await this.#askSettled()
    // Somebody signed in or out meanwhile: this answer is older.
    if (this.#standing !== before) return
    if (answer.ok) this.begin(answer.value)
    else if (isOut(answer) && before.is === 'in') this.end()
  }

  /** What was refused to somebody signed in may mean that they are not any more, or may less. */
  refused({ code }: Pick<Failure, 'code'>): void {
    if (this.#standing.is !== 'in') return
    if (['not-signed-in', 'forbidden', 'second-factor-needed'].includes(code)) void this.check()
  }

  /** To be said of what begins a new session: until it is answered, a refusal may be of the one before. */
  async during<T>(asking: Promise<T>): Promise<T> {
    this.#renewing.add(asking)
    try {
      return await asking
    } finally {
      this.#renewing.delete(asking)
    }
  }

  /** The session is over: everything that hangs on it goes. */
  end(why: Ending = 'ended'): void {
    if (this.#standing.is !== 'in') return
    if (this.#entry) this.#goOut(this.#entry, why)
    else {
      this.#standing = { is: 'asked' }
      void this.ask()
    }
  }

  /** Signs out. Why it failed, where it did: then one is still signed in. */
  async leave(): Promise<Failure | null> {
    const answer = await this.#api.signOut()
    if (!answer.ok && !isOut(answer)) {
      // Where it could not be written down, one may be out all the same.
      const session = await this.#api.session()
      if (session.ok || !isOut(session)) return answer
    }
    this.end('left')
    return null
  }

  async #askSettled(): Promise<ApiAnswer<WireSession>> {
    await Promise.allSettled([...this.#renewing, new Promise((resolve) => setTimeout(resolve, settleMs))])
    return this.#api.session()
  }

  #goOut(entry: WireEntry, why: Ending | null): void {
    clearTimeout(this.#timer)
    this.#standing = { is: 'out', entry, why }
  }
}

function isOut({ code }: Failure): boolean {
  return code === 'not-signed-in'
}

export const [getSession, setSession] = createContext<SessionState>()
