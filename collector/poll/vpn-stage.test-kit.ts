/** One link of a VPN on the stage, and what is told of it. */
import { layerChanges } from '../../db/layer-changes.ts'
import { sessionReading, tunnelReading } from '../domain/layers.test-kit.ts'
import type { Vpn } from '../domain/link.ts'
import { everything } from '../domain/scope.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import type { WireLink } from '../serve/wire.ts'
import { link, networkOf, type Stage } from './stage.test-kit.ts'

export const gateway = '203.0.113.1'
export const vpn: Vpn = { kind: 'ipsec', peer: gateway, interface: 'tun0', bgpPeer: '10.255.0.1' }
export const a = { ...link('a'), vpn }
export const network = networkOf([a])

export const well: VpnReading = { tunnels: [tunnelReading()], ipsec: null, session: sessionReading() }

export function shown({ poll }: Stage): WireLink {
  return poll.snapshot().links[0]!
}

/** Access, tunnel and session. */
export function words(stage: Stage): string {
  const { layers } = shown(stage)
  return [layers?.access, layers?.tunnel, layers?.session].map((each) => each?.state ?? '-').join(' ')
}

export async function history({ store }: Stage): Promise<string[]> {
  const changes = await layerChanges(store.db, everything, { satker: 's-a', most: 20 })
  return (changes.get('a') ?? []).map(({ layer, to }) => `${layer} ${to}`).toReversed()
}
