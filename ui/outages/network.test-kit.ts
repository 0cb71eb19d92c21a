/** Satker and links for the tests of the page, whole, with only what matters said. */
import type { Layer, LayerState } from '../../collector/domain/layer.ts'
import type { WireLayers, WireLink, WireSatker } from '../../collector/serve/wire.ts'

export const noon = Date.UTC(2026, 10, 22, 5)

export function satkerOf(code: string, given: Partial<WireSatker> = {}): WireSatker {
  return {
    code,
    name: `Kankemenag ${code}`,
    type: 'kankemenag',
    province: '51',
    location: [-8.4543, 115.0671],
    timezone: 'Asia/Makassar',
    connection: 'connected',
    status: 'up',
    since: noon,
    ...given,
  }
}

export function linkOf(id: string, satker: string, given: Partial<WireLink> = {}): WireLink {
  return {
    id,
    satker,
    router: `${id}-ce1`,
    role: 'primary',
    medium: 'fiber',
    dependsOn: [],
    circuit: null,
    routerAddress: '10.0.0.1',
    provider: null,
    endpoint: '10.0.0.1',
    reach: 'icmp',
    status: 'up',
    since: noon,
    suspect: false,
    condition: [],
    snmp: 'answering',
    rttMs: 41.2,
    lossRatio: 0,
    layers: null,
    inBitsPerSecond: 7_800_000,
    outBitsPerSecond: 910_000,
    bandwidth: { down: 20_000_000, up: 5_000_000 },
    measuredAt: noon,
    ...given,
  }
}

/** Layers as they have been for an hour, by what usually tells of them; null: the link has no such layer. */
export function layersOf(
  access: LayerState | null,
  tunnel: LayerState | null,
  session: LayerState | null,
): WireLayers {
  const since = noon - 3_600_000
  const layer = (state: LayerState | null, by: Layer['by']): Layer | null =>
    state && (state === 'unknown' ? { state, since: null, by: null } : { state, since, by })
  const far = layer(session, 'bgp')
  return {
    access: layer(access, 'echo'),
    tunnel: layer(tunnel, 'tunnel-interface'),
    session: far && { ...far, peer: '10.255.0.1', resetAt: null },
  }
}
