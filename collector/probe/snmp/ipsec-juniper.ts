import { toAddress } from './addresses.ts'
import type { IpsecTable } from './ipsec.ts'
import { farEndOf, gathered, mostAssociations, seconds } from './ipsec-row.ts'
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
    const phaseOne = [...ike.rows].map(([index, [state, localAddr, activeTime]]) => {
      const far = farEndOf(addressIn(index))
      if (typeof far === 'string') return far
      const isUp = toUnsigned32(state) === up
      return { ...far, local: toAddress(localAddr), isUp, activeSeconds: seconds(activeTime) }
    })
    const keyed = phaseOne.filter((one) => typeof one !== 'string')
    const phaseTwo = [...tunnels.rows].map(([index, [localAddr]]) => {
      const far = farEndOf(addressIn(index))
      if (typeof far === 'string') return far
      const ends = { ...far, local: toAddress(localAddr) }
      const times = keyed
        .filter((one) => one.isUp && isSamePair(one, ends))
        .flatMap((one) => one.activeSeconds ?? [])
      return { ...ends, isUp: true, activeSeconds: times.length > 0 ? Math.max(...times) : null }
    })
    const negotiating = phaseOne.flatMap((one) => {
      if (typeof one === 'string') return one
      const isDone = phaseTwo.some((two) => typeof two !== 'string' && isSamePair(one, two))
      return isDone ? [] : { ...one, isUp: false, activeSeconds: null }
    })
    return gathered([...phaseTwo, ...negotiating], tunnels.isWhole && ike.isWhole)
  },
}

interface Ends {
  local: string | null
  remote: string
}

/**
 * Of an index: InetAddressType, the bytes of the address, with their number before them or not, and the row's
 * own number. Nothing where it is of another form.
 */
function addressIn(index: string): number[] {
  const [type, ...rest] = index.split('.').map(Number)
  const length = type === 1 ? 4 : type === 2 ? 16 : 0
  const isCounted = rest.length === length + 2 && rest[0] === length
  if (length === 0 || (!isCounted && rest.length !== length + 1)) return []
  return rest.slice(isCounted ? 1 : 0, -1)
}

function isSamePair(one: Ends, other: Ends): boolean {
  return one.remote === other.remote && one.local === other.local
}
