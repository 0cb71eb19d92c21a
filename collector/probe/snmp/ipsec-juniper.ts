import type { Varbind } from 'net-snmp'
import { fromBytes, toAddress } from './addresses.ts'
import type { Association, IpsecTable } from './ipsec.ts'
import { mostAssociations, seconds } from './ipsec-row.ts'
import { readTable } from './table.ts'
import { toUnsigned32 } from './values.ts'

/** JUNIPER-IPSEC-FLOW-MON-MIB: jnxIpSecFlowMonMIB.1. */
const flow = '1.3.6.1.4.1.2636.3.52.1'
const ikeEntry = `${flow}.1.2.1`
const ikeColumns = [
  `${ikeEntry}.6`, // jnxIkeTunMonState
  `${ikeEntry}.4`, // jnxIkeTunMonLocalGwAddr
  `${ikeEntry}.21`, // jnxIkeTunMonActiveTime
]
const tunnelColumns = [`${flow}.2.2.1.5`] // jnxIpSecTunMonLocalGwAddr

const up = 1

/**
 * Both tables have the far gateway in their index. jnxIpSecTunnelMonTable has a row for each phase 2 that
 * carries data, and says not since when: that is told by phase 1, of which a gateway that is only being
 * negotiated with has the one row.
 */
export const juniper: IpsecTable = {
  by: 'juniper',
  scalar: `${flow}.2.1.0`, // jnxIpSecNumOfTunnels
  knowsIpv6: true,
  async read(means) {
    const tunnels = await readTable(means, tunnelColumns, mostAssociations)
    if (!tunnels.ok) return tunnels
    const ike = await readTable(means, ikeColumns, mostAssociations)
    if (!ike.ok) return ike
    const phaseOne = [...ike.rows].flatMap(([index, [state, localAddr, activeTime]]) => {
      const ends = endsOf(index, localAddr)
      return ends === null
        ? []
        : [{ ...ends, isUp: toUnsigned32(state) === up, activeSeconds: seconds(activeTime) }]
    })
    const phaseTwo = [...tunnels.rows].flatMap(([index, [localAddr]]): Association[] => {
      const ends = endsOf(index, localAddr)
      if (ends === null) return []
      const times = phaseOne
        .filter((one) => one.isUp && isSamePair(one, ends))
        .flatMap((one) => one.activeSeconds ?? [])
      return [{ ...ends, isUp: true, activeSeconds: times.length > 0 ? Math.max(...times) : null }]
    })
    const negotiating = phaseOne
      .filter((one) => !phaseTwo.some((two) => isSamePair(one, two)))
      .map(({ local, remote }): Association => ({ local, remote, isUp: false, activeSeconds: null }))
    return { ok: true, all: [...phaseTwo, ...negotiating], isWhole: tunnels.isWhole && ike.isWhole }
  },
}

interface Ends {
  local: string | null
  remote: string
}

function endsOf(index: string, localAddr: Varbind | undefined): Ends | null {
  const remote = remoteIn(index.split('.').map(Number))
  return remote === null ? null : { local: toAddress(localAddr), remote }
}

/** InetAddressType, the bytes of the address, with their number before them or not, and the row's own number. */
function remoteIn([type, ...rest]: readonly number[]): string | null {
  const length = type === 1 ? 4 : type === 2 ? 16 : 0
  const isCounted = rest.length === length + 2 && rest[0] === length
  if (length === 0 || (!isCounted && rest.length !== length + 1)) return null
  const bytes = rest.slice(isCounted ? 1 : 0, -1)
  return bytes.every((byte) => byte <= 255) ? fromBytes(Uint8Array.from(bytes)) : null
}

function isSamePair(one: Ends, other: Ends): boolean {
  return one.remote === other.remote && one.local === other.local
}
