import { toAddress } from './addresses.ts'
import type { Association, IpsecTable } from './ipsec.ts'
import { mostAssociations, seconds } from './ipsec-row.ts'
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
    const all = [...table.rows.values()].flatMap(
      ([remoteAddr, localAddr, status, activeTime]): Association[] => {
        const remote = toAddress(remoteAddr)
        if (remote === null) return []
        const isUp = toUnsigned32(status) !== destroy
        return [{ local: toAddress(localAddr), remote, isUp, activeSeconds: seconds(activeTime) }]
      },
    )
    return { ok: true, all, isWhole: table.isWhole }
  },
}
