/** The interfaces of a played router that lead to no provider. */
import { hashText } from './dice.ts'
import type { Counters, InterfaceView } from './router-view.ts'

/** Locally administered, so that it is nobody's. */
export function physicalAddress(id: string): Uint8Array {
  const bytes = new Uint8Array(6)
  new DataView(bytes.buffer).setUint32(2, hashText(id))
  bytes[0] = 0x02
  return bytes
}

const silent: Counters = { octets: 0, packets: 0, errors: 0, discards: 0 }
export const loopback: InterfaceView = {
  name: 'lo',
  alias: '',
  type: 24,
  mtu: 65_536,
  speedBitsPerSecond: 0,
  physicalAddress: new Uint8Array(),
  operStatus: 1,
  lastChangeCs: 0,
  in: silent,
  out: silent,
}

/** What comes in from the WAN goes out to the office, and the other way round. */
export function lanView(id: string, lines: InterfaceView[]): InterfaceView {
  return {
    ...loopback,
    name: 'lan0',
    alias: 'LAN',
    type: 6,
    mtu: 1500,
    speedBitsPerSecond: 1e9,
    physicalAddress: physicalAddress(id),
    in: lines.map((line) => line.out).reduce(add, silent),
    out: lines.map((line) => line.in).reduce(add, silent),
  }
}

function add(sum: Counters, more: Counters): Counters {
  return { ...silent, octets: sum.octets + more.octets, packets: sum.packets + more.packets }
}
