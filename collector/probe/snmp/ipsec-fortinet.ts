import { toAddress } from './addresses.ts'
import type { Association, IpsecTable } from './ipsec.ts'
import { mostAssociations } from './ipsec-row.ts'
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
    let isWhole = table.isWhole && dialled.isWhole
    const all = [...table.rows.values()].flatMap(([remoteAddr, localAddr, status]): Association[] => {
      const remote = toAddress(remoteAddr)
      if (remote === null) return []
      const number = toUnsigned32(status)
      // It is there, but whether it is up was not read.
      if (number === null) isWhole = false
      return number === null
        ? []
        : [{ local: toAddress(localAddr), remote, isUp: number === up, activeSeconds: null }]
    })
    const inbound = [...dialled.rows.values()].flatMap(([gateway]): Association[] => {
      const remote = toAddress(gateway)
      return remote === null ? [] : [{ local: null, remote, isUp: true, activeSeconds: null }]
    })
    return { ok: true, all: [...all, ...inbound], isWhole }
  },
}
