import { toAddress } from './addresses.ts'
import type { IpsecTable } from './ipsec.ts'
import { farEnd, gathered, mostAssociations, seconds } from './ipsec-row.ts'
import { readTable } from './table.ts'
import { toUnsigned32 } from './values.ts'

/** CISCO-IPSEC-FLOW-MONITOR-MIB: cipSecPhaseTwo. */
const phaseTwo = '1.3.6.1.4.1.9.9.171.1.3'
const tunnelEntry = `${phaseTwo}.2.1`
const columns = [
  `${tunnelEntry}.5`, // cipSecTunRemoteAddr
  `${tunnelEntry}.4`, // cipSecTunLocalAddr
  `${tunnelEntry}.51`, // cipSecTunStatus
  `${tunnelEntry}.10`, // cipSecTunActiveTime
]

const destroy = 2

/**
 * cipSecTunnelTable has a row for each active phase 2, and none for a tunnel that is down. Phase 1 alone
 * carries no data and is not asked for. A row that went away between two columns was active when it was seen.
 */
export const cisco: IpsecTable = {
  by: 'cisco',
  scalar: `${phaseTwo}.1.1.0`, // cipSecGlobalActiveTunnels
  knowsIpv6: true,
  async read(means) {
    const table = await readTable(means, columns, mostAssociations)
    if (!table.ok) return table
    const rows = [...table.rows.values()].map(([remoteAddr, localAddr, status, activeTime]) => {
      const far = farEnd(remoteAddr)
      if (typeof far === 'string') return far
      const isUp = toUnsigned32(status) !== destroy
      return { ...far, local: toAddress(localAddr), isUp, activeSeconds: seconds(activeTime) }
    })
    return gathered(rows, table.isWhole)
  },
}
