/** What crosses between the processes: plain values, since a Secret keeps its text from being copied. */
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { LoadResult } from './read-network.ts'
import type { Environment } from './secrets.ts'

export interface ReadOrder {
  file: string
  env: Environment
}

type Good = Extract<LoadResult, { ok: true }>
type PlainAccess = Pick<SnmpAccess, 'settings'> & Record<'community' | 'authKey' | 'privKey', string | null>

export type ReadMessage =
  | (Omit<Good, 'access' | 'signOnSecret'> & {
      access: [string, PlainAccess][]
      signOnSecret: string | null
    })
  | Extract<LoadResult, { ok: false }>

export function toMessage(result: LoadResult): ReadMessage {
  if (!result.ok) return result
  const access = [...result.access].map(([id, { settings, ...secrets }]): [string, PlainAccess] => [
    id,
    {
      settings,
      community: secrets.community?.reveal() ?? null,
      authKey: secrets.authKey?.reveal() ?? null,
      privKey: secrets.privKey?.reveal() ?? null,
    },
  ])
  return { ...result, access, signOnSecret: result.signOnSecret?.reveal() ?? null }
}

export function fromMessage(message: ReadMessage): LoadResult {
  if (!message.ok) return message
  const hide = (text: string | null) => (text === null ? null : new Secret(text))
  const access = message.access.map(([id, { settings, ...secrets }]): [string, SnmpAccess] => [
    id,
    {
      settings,
      community: hide(secrets.community),
      authKey: hide(secrets.authKey),
      privKey: hide(secrets.privKey),
    },
  ])
  return { ...message, access: new Map(access), signOnSecret: hide(message.signOnSecret) }
}
