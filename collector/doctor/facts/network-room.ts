import type { NetworkRoomFacts } from '../checks/network-room.ts'
import { kernelNumber, kernelSetting } from './kernel-setting.ts'

export function networkRoomFacts(): NetworkRoomFacts {
  const [first, last] = kernelSetting('net/ipv4/ip_local_port_range')?.split(/\s+/).map(Number) ?? []
  const most = kernelNumber('net/netfilter/nf_conntrack_max')
  const count = kernelNumber('net/netfilter/nf_conntrack_count') ?? 0
  return {
    rmemMax: kernelNumber('net/core/rmem_max'),
    rmemDefault: kernelNumber('net/core/rmem_default'),
    ports: first === undefined || last === undefined ? null : [first, last],
    // The module may be there without a rule that uses it.
    conntrack: most === null ? null : { most, count },
  }
}
