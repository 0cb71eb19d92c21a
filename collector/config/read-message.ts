/** What crosses between the processes: plain values, since a Secret keeps its text from being copied. */
import type { Network } from '../domain/network.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { LoadResult } from './read-network.ts'
import type { Environment } from './secrets.ts'
import { tableOf, type ValueTable, valueOf } from './value-table.ts'

export interface ReadOrder {
  file: string
  env: Environment
}

type Good = Extract<LoadResult, { ok: true }>
type PlainAccess = Pick<SnmpAccess, 'settings'> & Record<'community' | 'authKey' | 'privKey', string | null>

/** Of which thousands of routers and links hold the same. */
interface Large {
  network: Network
  access: [router: string, access: PlainAccess][]
}

export type ReadMessage =
  | (Omit<Good, 'network' | 'access' | 'signOnSecret'> & { large: ValueTable; signOnSecret: string | null })
  | Extract<LoadResult, { ok: false }>

export function toMessage(result: LoadResult): ReadMessage {
  if (!result.ok) return result
  const { network, access, signOnSecret, ...rest } = result
  const plain = [...access].map(([id, { settings, ...secrets }]): Large['access'][number] => [
    id,
    {
      settings,
      community: secrets.community?.reveal() ?? null,
      authKey: secrets.authKey?.reveal() ?? null,
      privKey: secrets.privKey?.reveal() ?? null,
    },
  ])
  const large: Large = { network, access: plain }
  return { ...rest, large: tableOf(large), signOnSecret: signOnSecret?.reveal() ?? null }
}

/** Nothing of the network can be altered, and routers that are asked alike have one access. */
export async function fromMessage(message: ReadMessage): Promise<LoadResult> {
  if (!message.ok) return message
  const { large, signOnSecret, ...rest } = message
  const { network, access } = (await valueOf(large)) as Large
  const hide = (text: string | null) => (text === null ? null : new Secret(text))
  const hidden = new Map<PlainAccess, SnmpAccess>()
  for (const [, plain] of access) {
    if (hidden.has(plain)) continue
    const { settings, community, authKey, privKey } = plain
    const secrets = { community: hide(community), authKey: hide(authKey), privKey: hide(privKey) }
    hidden.set(plain, Object.freeze({ settings, ...secrets }))
  }
  return {
    ...rest,
    network,
    access: new Map(access.map(([id, plain]) => [id, hidden.get(plain)!])),
    signOnSecret: hide(signOnSecret),
  }
}
