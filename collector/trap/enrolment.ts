/** Whose traps are taken, as plain values: they cross into the receiver's thread, where a Secret cannot follow. */
import type { Network } from '../domain/network.ts'
import type { SnmpSettings } from '../domain/router.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'

export interface Enrolment {
  /** Id of the router. */
  router: string
  /** Where its traps come from: IP literals as the kernel writes them. */
  sources: string[]
  settings: SnmpSettings
  community: string | null
  authKey: string | null
  privKey: string | null
}

/** Every router that is asked by SNMP; of others no secret is known that their traps could show. */
export function enrolmentsOf(network: Network, access: ReadonlyMap<string, SnmpAccess>): Enrolment[] {
  return network.routers.flatMap(({ id, address, trapsFrom }) => {
    const known = access.get(id)
    if (known === undefined) return []
    return {
      router: id,
      sources: [...new Set([address, ...trapsFrom])],
      settings: known.settings,
      community: known.community?.reveal() ?? null,
      authKey: known.authKey?.reveal() ?? null,
      privKey: known.privKey?.reveal() ?? null,
    }
  })
}
