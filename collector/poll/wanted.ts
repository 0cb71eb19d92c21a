import type { WantedLink } from '../probe/snmp/visit.ts'
import type { TrackedLink } from './tracked-link.ts'

/** What a visit is to read for a link; what an earlier run found is known by what it told of it. */
export function wantedOf({ link, vpn }: TrackedLink): WantedLink {
  const { tunnel, session } = vpn.kept
  return {
    link: link.id,
    name: link.interface,
    vpn: link.vpn,
    endpoint: link.endpoint,
    history: {
      tunnel: tunnel?.by === 'tunnel-interface' ? tunnel.of : null,
      gateway: tunnel?.by === 'ipsec' ? tunnel.of : null,
      session: session?.of ?? null,
    },
  }
}
