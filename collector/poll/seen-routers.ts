import type { DatedIdentity, Failure, InterfaceReading, Visit } from '../domain/reading.ts'
import type { SnmpState } from '../domain/status.ts'
import type { RouterEndpoints } from '../domain/vpn-reading.ts'
import type { WantedLink } from '../probe/snmp/visit.ts'

/** What one router was last seen as. */
export interface SeenRouter {
  /** Null until it was asked. */
  state: Exclude<SnmpState, 'off'> | null
  /** The last visit that was answered. */
  visit: DatedUpTime | null
  /** Of the last visit, where it was not answered: why, and since when they have not been. */
  failure: { why: Failure; since: number } | null
  /** By the name that links give, those that a visit could find or miss. */
  interfaces: Map<string, SeenInterface>
  /** Its tunnels, security associations and sessions, as they were last looked for. */
  endpoints: SeenEndpoints | null
}

/** sysUpTime, and when it was read. */
export type DatedUpTime = Pick<Visit, 'at' | 'sysUpTimeCs'>

export interface SeenInterface extends DatedUpTime {
  reading: InterfaceReading
}

export interface SeenEndpoints extends DatedUpTime {
  found: RouterEndpoints
}

/** What the routers were last seen as, by id. */
export class SeenRouters {
  /** Kept also of one that is forgotten: by it the next visit tells that the router is another than before. */
  readonly identities = new Map<string, DatedIdentity>()
  readonly #seen = new Map<string, SeenRouter>()

  /** To be held while the router is asked: what then comes in of one forgotten meanwhile goes nowhere. */
  of(router: string): SeenRouter {
    const known = this.#seen.get(router)
    if (known) return known
    const unseen: SeenRouter = {
      state: null,
      visit: null,
      failure: null,
      interfaces: new Map(),
      endpoints: null,
    }
    this.#seen.set(router, unseen)
    return unseen
  }

  /** One that was removed, or is another from now on. */
  forget(router: string): void {
    this.#seen.delete(router)
  }
}

export function seeVisit(
  seen: SeenRouter,
  { at, sysUpTimeCs, interfaces, found }: Visit,
  wanted: readonly Pick<WantedLink, 'link' | 'name'>[],
): void {
  seen.state = 'answering'
  seen.visit = { at, sysUpTimeCs }
  seen.failure = null
  if (found !== null) seen.endpoints = { at, sysUpTimeCs, found }
  for (const before of seen.interfaces.keys())
    if (!wanted.some(({ name }) => name === before)) seen.interfaces.delete(before)
  for (const { link, name } of wanted) {
    const reading = name === null ? undefined : interfaces.get(link)
    // One that this visit could neither find nor miss stays as it was last read, with the date of that.
    if (name !== null && reading !== undefined) seen.interfaces.set(name, { at, sysUpTimeCs, reading })
  }
}

export function seeFailure(seen: SeenRouter, why: Failure, at: number): void {
  seen.failure = { why, since: seen.failure?.since ?? at }
  if (why !== 'not-asked') seen.state = why === 'wrong-credentials' ? 'refused' : 'silent'
}

/** Its agent answered a sweep, which asks for no more than its sysUpTime. */
export function seeAnswer(seen: SeenRouter): void {
  if (seen.state !== 'refused') seen.state = 'answering'
}
