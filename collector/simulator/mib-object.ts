/** The kinds of objects that a MIB is made of, each with its instances at one moment. */
import { encode, encodeInteger, tags } from './ber-writer.ts'
import type { InterfaceView, RouterView, SessionView } from './router-view.ts'

export type Oid = readonly number[]

/** One object of the MIB: under it a single instance (0), or one for each row of its table. */
export interface MibObject {
  oid: Oid
  /** SNMPv1 has no such type: to it the object does not exist. */
  isCounter64: boolean
  /** Whether the router knows of such objects at all. */
  isKnown(view: RouterView): boolean
  /** Null where there is no such instance. */
  read(view: RouterView, index: Oid): Buffer | null
  /** The first index after this one, which need not exist: the first of all after an empty one; null at the end. */
  indexAfter(view: RouterView, index: Oid): Oid | null
}

const everywhere = { isCounter64: false, isKnown: () => true }

export function scalar(oid: number[], read: (view: RouterView) => Buffer): MibObject {
  return {
    ...everywhere,
    oid,
    read: (view, index) => (index.length === 1 && index[0] === 0 ? read(view) : null),
    indexAfter: (_, index) => (index.length === 0 ? [0] : null),
  }
}

/** Of ifTable and ifXTable. */
export function column(oid: number[], read: (row: InterfaceView, index: number) => Buffer): MibObject {
  return {
    ...everywhere,
    oid,
    read({ interfaces }, index) {
      const row = index.length === 1 ? interfaces[index[0]! - 1] : undefined
      return row ? read(row, index[0]!) : null
    },
    indexAfter({ interfaces }, [asked = 0]) {
      return asked < interfaces.length ? [asked + 1] : null
    },
  }
}

export function counter64Column(oid: number[], read: (row: InterfaceView) => number): MibObject {
  const encodeRow = (row: InterfaceView) => encodeInteger(tags.counter64, BigInt(Math.floor(read(row))))
  return { ...column(oid, encodeRow), isCounter64: true }
}

const withSessions = {
  isCounter64: false,
  isKnown: ({ sessions }: RouterView) => sessions.length > 0,
}

/** A scalar that a router without BGP has not. */
export function bgpScalar(oid: number[], read: () => Buffer): MibObject {
  return { ...scalar(oid, read), ...withSessions }
}

/** Of bgpPeerTable, whose index is the peer's address. */
export function peerColumn(oid: number[], read: (row: SessionView) => Buffer): MibObject {
  return {
    ...withSessions,
    oid,
    read({ sessions }, index) {
      const row = sessions.find(({ peer }) => compare(peer, index) === 0)
      return row ? read(row) : null
    },
    indexAfter({ sessions }, index) {
      return sessions.find(({ peer }) => compare(peer, index) > 0)?.peer ?? null
    },
  }
}

export function counter32(count: number): Buffer {
  return encodeInteger(tags.counter32, Math.floor(count) % 2 ** 32)
}

const largestGauge = 0xffffffff

export function gauge(value: number): Buffer {
  return encodeInteger(tags.gauge32, Math.min(largestGauge, Math.round(value)))
}

export function ipAddress(parts: readonly number[]): Buffer {
  return encode(tags.ipAddress, Uint8Array.from(parts))
}

/** What is before the other in a walk is less; the beginning of an OID is before the whole. */
export function compare(a: Oid, b: Oid): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
