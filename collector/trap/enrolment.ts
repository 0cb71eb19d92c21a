/** Whose traps are taken, as plain values: they cross into the receiver's thread, where a Secret cannot follow. */
import type { Network } from '../domain/network.ts'
import type { SnmpSettings } from '../domain/router.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'

export interface Enrolment {
  /** Id of the router. */
  router: string
  /** Where its traps come from: IP literals as the kernel writes them. */
  sources: string[]
  /** One for all routers that share an access. */
  proof: TrapProof
}

/** What shows that a trap is of a router. */
export interface TrapProof {
  settings: SnmpSettings
  community: string | null
  authKey: string | null
  privKey: string | null
}

/** Every router that is asked by SNMP; of others no secret is known that their traps could show. */
export function enrolmentsOf(network: Network, access: ReadonlyMap<string, SnmpAccess>): Enrolment[] {
  const proofs = new Map<SnmpAccess, TrapProof>()
  return network.routers.flatMap(({ id, address, trapsFrom }) => {
    const known = access.get(id)
    if (known === undefined) return []
    const proof = proofs.get(known) ?? proofOf(known)
    proofs.set(known, proof)
    return { router: id, sources: [...new Set([address, ...trapsFrom])], proof }
  })
}

function proofOf({ settings, community, authKey, privKey }: SnmpAccess): TrapProof {
  return {
    settings,
    community: community?.reveal() ?? null,
    authKey: authKey?.reveal() ?? null,
    privKey: privKey?.reveal() ?? null,
  }
}
