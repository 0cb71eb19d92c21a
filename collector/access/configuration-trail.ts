import { appendAudit } from '../../db/audit.ts'
import { findAudit } from '../../db/find-audit.ts'
import type { Store } from '../../db/open-store.ts'
import { StoreFull } from '../../db/store-error.ts'
import type { Clock } from '../domain/clock.ts'
import type { Network } from '../domain/network.ts'
import { describeDifference, type IdDifference } from '../domain/network-difference.ts'
import type { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { Log } from '../log.ts'
import type { Keys } from './keys.ts'

export interface LoadedConfiguration {
  network: Network
  /** By router. */
  access: ReadonlyMap<string, SnmpAccess>
  signOnSecret: Secret | null
}

interface Deps {
  store: Pick<Store, 'db' | 'write'>
  clock: Clock
  keys: Pick<Keys, 'fingerprint'>
  log: Log
}

const what = 'configuration.load'
/** As many ids of one kind as an entry names. */
const namedMost = 20

/** Tells the audit trail when devices.yaml became another: what there is by number, what changed by id, secrets by fingerprint. */
export class ConfigurationTrail {
  readonly #deps: Deps
  #last: LoadedConfiguration | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Nothing is told where all is as it was last told; what a full disk does not take is told with the next edit, or at
   * the next start. Says whether the single sign-on is another than it was.
   */
  async tell(loaded: LoadedConfiguration): Promise<{ isSignOnOther: boolean }> {
    const last = this.#last
    const after = this.#summaryOf(loaded)
    const before = last ? this.#summaryOf(last) : await this.#lastTold()
    const changed = last && changesBetween(last.network, loaded.network)
    const isSame = JSON.stringify(before) === JSON.stringify(after) && !changed
    if (isSame || (await this.#write(before, changed ? { ...after, changed } : after))) this.#last = loaded
    return { isSignOnOther: signOnOf(before) !== signOnOf(after) }
  }

  async #write(before: unknown, after: object): Promise<boolean> {
    const { store, clock, log } = this.#deps
    const event = { at: clock.now(), who: 'collector', what, outcome: 'done', before, after } as const
    try {
      await store.write((trx) => appendAudit(trx, event))
      return true
    } catch (error) {
      if (!(error instanceof StoreFull)) throw error
      log.error('audit-not-written', { what, why: error.message })
      return false
    }
  }

  async #lastTold(): Promise<unknown> {
    const anyTime = { from: null, to: null, who: 'collector', outcome: null, before: null } as const
    const [entry] = await findAudit(this.#deps.store.db, { ...anyTime, what, limit: 1 })
    if (typeof entry?.after !== 'object' || entry.after === null) return null
    return Object.fromEntries(Object.entries(entry.after).filter(([name]) => name !== 'changed'))
  }

  #summaryOf({ network, access, signOnSecret }: LoadedConfiguration): Record<string, unknown> {
    const { organisation, synthetic, satker, routers, links } = network
    return {
      organisation,
      synthetic,
      satker: satker.length,
      routers: routers.length,
      links: links.length,
      access: network.access,
      credentials: this.#fingerprintOf(access),
      signOnSecret: signOnSecret && this.#deps.keys.fingerprint(signOnSecret.reveal()),
    }
  }

  /** One for all of them: it is another when any of them is. */
  #fingerprintOf(access: ReadonlyMap<string, SnmpAccess>): string {
    const secrets = [...access].map(([router, { community, authKey, privKey }]) =>
      [router, community, authKey, privKey].map((each) =>
        each === null || typeof each === 'string' ? each : each.reveal(),
      ),
    )
    return this.#deps.keys.fingerprint(JSON.stringify(secrets))
  }
}

/** What decides who comes in by it, and as what. */
function signOnOf(summary: unknown): string {
  const { access } = (summary ?? {}) as { access?: { signOn?: Record<string, unknown> | null } }
  const { issuer, clientId, claim, roles } = access?.signOn ?? {}
  return JSON.stringify([issuer, clientId, claim, roles])
}

/** Null where nothing of the network changed. */
function changesBetween(before: Network, after: Network): Record<string, unknown> | null {
  const { satker, routers, links, settings } = describeDifference(before, after)
  const parts = Object.entries({ satker, routers, links }).filter(([, ids]) => countOf(ids) > 0)
  if (parts.length === 0 && !settings) return null
  return { ...Object.fromEntries(parts.map(([name, ids]) => [name, named(ids)])), settings }
}

function countOf({ added, removed, changed }: IdDifference): number {
  return added.length + removed.length + changed.length
}

function named(ids: IdDifference): Record<string, unknown> {
  const kinds = Object.entries(ids).filter(([, names]) => names.length > 0)
  return Object.fromEntries(
    kinds.map(([kind, names]) => [
      kind,
      names.length <= namedMost
        ? names
        : [...names.slice(0, namedMost), `and ${names.length - namedMost} more`],
    ]),
  )
}
