/** Of BGP4-MIB (RFC 4273) what a session is judged by, in the order of its OIDs. */
import { encode, encodeInteger, tags } from './ber-writer.ts'
import { bgpScalar, counter32, gauge, ipAddress, peerColumn } from './mib-object.ts'
import type { MibObject } from './mib-object.ts'

const bgp = [1, 3, 6, 1, 2, 1, 15]
const peerEntry = [...bgp, 3, 1]
/** Version 4 is told by the fourth bit from the left. */
const bgpVersion = Uint8Array.of(0x10)
/** For private use (RFC 6996). */
const localAs = 65_000
const started = 2

export const bgpObjects: MibObject[] = [
  bgpScalar([...bgp, 1], () => encode(tags.octetString, bgpVersion)),
  bgpScalar([...bgp, 2], () => encodeInteger(tags.integer, localAs)),
  peerColumn([...peerEntry, 2], (row) => encodeInteger(tags.integer, row.state)),
  peerColumn([...peerEntry, 3], () => encodeInteger(tags.integer, started)),
  peerColumn([...peerEntry, 7], (row) => ipAddress(row.peer)),
  peerColumn([...peerEntry, 9], (row) => encodeInteger(tags.integer, row.remoteAs)),
  peerColumn([...peerEntry, 14], (row) => encode(tags.octetString, Uint8Array.from(row.lastError))),
  peerColumn([...peerEntry, 15], (row) => counter32(row.transitions)),
  peerColumn([...peerEntry, 16], (row) => gauge(row.establishedSeconds)),
]
