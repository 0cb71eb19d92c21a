import { toAddress } from './addresses.ts'
import type { IpsecTable } from './ipsec.ts'
import { farEnd, gathered, mostAssociations } from './ipsec-row.ts'
import { readTable } from './table.ts'
import { toUnsigned32 } from './values.ts'

/** FORTINET-FORTIGATE-MIB: fgVpn. */
const vpn = '1.3.6.1.4.1.12356.101.12'
const tunnelEntry = `${vpn}.2.2.1`
const columns = [
  `${tunnelEntry}.4`, // fgVpnTunEntRemGwyIp
  `${tunnelEntry}.6`, // fgVpnTunEntLocGwyIp
  `${tunnelEntry}.20`, // fgVpnTunEntStatus
]

const dialupGateway = `${vpn}.2.1.1.2` // fgVpnDialupGateway

const down = 1
const up = 2

/**
 * fgVpnTunTable has a row for each phase 2 of the tunnels that are configured, of all virtual domains, whether
 * it is up or not; fgVpnDialupTable has one for each who has dialled in. How long a tunnel has been up neither
 * tells.
 */
export const fortinet: IpsecTable = {
  by: 'fortinet',
  scalar: `${vpn}.1.1.0`, // fgVpnTunnelUpCount
  knowsIpv6: false,
  async read(means) {
    const table = await readTable(means, columns, mostAssociations)
    if (!table.ok) return table
    const dialled = await readTable(means, [dialupGateway], mostAssociations)
    if (!dialled.ok) return dialled
    const configured = [...table.rows.values()].map(([remoteAddr, localAddr, status]) => {
      const far = farEnd(remoteAddr)
      if (typeof far === 'string') return far
      const number = toUnsigned32(status)
      const isUp = number === up || number === down ? number === up : null
      return { ...far, local: toAddress(localAddr), isUp, activeSeconds: null }
    })
    const inbound = [...dialled.rows.values()].map(([gateway]) => {
      const far = farEnd(gateway)
      return typeof far === 'string' ? far : { ...far, local: null, isUp: true, activeSeconds: null }
    })
    return gathered([...configured, ...inbound], table.isWhole && dialled.isWhole)
  },
}
