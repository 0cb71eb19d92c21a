/** The objects a played router knows: MIB-II's system group, and of IF-MIB what a line is judged by. */
import { encode, encodeInteger, encodeObjectId, encodeText, tags } from './ber-writer.ts'

/** A router at one moment. */
export interface RouterView {
  description: string
  name: string
  location: string
  contact: string
  upTimeCs: number
  /** By ifIndex, from 1, without a hole. */
  interfaces: InterfaceView[]
}

export interface InterfaceView {
  name: string
  alias: string
  /** IANAifType. */
  type: number
  mtu: number
  speedBitsPerSecond: number
  physicalAddress: Uint8Array
  /** ifOperStatus: 1 up, 2 down, 7 lowerLayerDown. */
  operStatus: number
  lastChangeCs: number
  in: Counters
  out: Counters
}

export interface Counters {
  octets: number
  packets: number
  errors: number
  discards: number
}

/** One object of the MIB: under it a single instance (0), or one for each interface. */
interface MibObject {
  oid: readonly number[]
  perInterface: boolean
  /** SNMPv1 has no such type: to it the object does not exist. */
  isCounter64: boolean
  read(view: RouterView, row: InterfaceView, index: number): Buffer
}

export interface Instance {
  oid: number[]
  value: Buffer
}

/** An enterprise number reserved for documentation (RFC 5612). */
const sysObjectId = [1, 3, 6, 1, 4, 1, 32473, 1, 1]
const system = [1, 3, 6, 1, 2, 1, 1]
const ifNumber = [1, 3, 6, 1, 2, 1, 2, 1]
const ifEntry = [1, 3, 6, 1, 2, 1, 2, 2, 1]
const ifXEntry = [1, 3, 6, 1, 2, 1, 31, 1, 1, 1]
const largestGauge = 0xffffffff

/** In the order of their OIDs: a walk depends on it. */
const objects: MibObject[] = [
  scalar([...system, 1], (view) => encodeText(view.description)),
  scalar([...system, 2], () => encodeObjectId(sysObjectId)),
  scalar([...system, 3], (view) => encodeInteger(tags.timeTicks, view.upTimeCs)),
  scalar([...system, 4], (view) => encodeText(view.contact)),
  scalar([...system, 5], (view) => encodeText(view.name)),
  scalar([...system, 6], (view) => encodeText(view.location)),
  scalar([...system, 7], () => encodeInteger(tags.integer, 6)),
  scalar(ifNumber, (view) => encodeInteger(tags.integer, view.interfaces.length)),
  column([...ifEntry, 1], (_, index) => encodeInteger(tags.integer, index)),
  column([...ifEntry, 2], (row) => encodeText(row.name)),
  column([...ifEntry, 3], (row) => encodeInteger(tags.integer, row.type)),
  column([...ifEntry, 4], (row) => encodeInteger(tags.integer, row.mtu)),
  column([...ifEntry, 5], (row) => gauge(row.speedBitsPerSecond)),
  column([...ifEntry, 6], (row) => encode(tags.octetString, row.physicalAddress)),
  column([...ifEntry, 7], () => encodeInteger(tags.integer, 1)),
  column([...ifEntry, 8], (row) => encodeInteger(tags.integer, row.operStatus)),
  column([...ifEntry, 9], (row) => encodeInteger(tags.timeTicks, row.lastChangeCs)),
  column([...ifEntry, 10], (row) => counter32(row.in.octets)),
  column([...ifEntry, 11], (row) => counter32(row.in.packets)),
  column([...ifEntry, 13], (row) => counter32(row.in.discards)),
  column([...ifEntry, 14], (row) => counter32(row.in.errors)),
  column([...ifEntry, 16], (row) => counter32(row.out.octets)),
  column([...ifEntry, 17], (row) => counter32(row.out.packets)),
  column([...ifEntry, 19], (row) => counter32(row.out.discards)),
  column([...ifEntry, 20], (row) => counter32(row.out.errors)),
  column([...ifXEntry, 1], (row) => encodeText(row.name)),
  counter64Column([...ifXEntry, 6], (row) => row.in.octets),
  counter64Column([...ifXEntry, 7], (row) => row.in.packets),
  counter64Column([...ifXEntry, 10], (row) => row.out.octets),
  counter64Column([...ifXEntry, 11], (row) => row.out.packets),
  column([...ifXEntry, 15], (row) => gauge(row.speedBitsPerSecond / 1e6)),
  column([...ifXEntry, 18], (row) => encodeText(row.alias)),
  // The counters are only ever started again with the router itself.
  column([...ifXEntry, 19], () => encodeInteger(tags.timeTicks, 0)),
]

/** The value of exactly this instance, or why there is none. */
export function read(
  view: RouterView,
  oid: number[],
  hasCounter64: boolean,
): Buffer | 'no-object' | 'no-instance' {
  const object = objects.find((object) => startsWith(oid, object.oid))
  if (!object || (object.isCounter64 && !hasCounter64)) return 'no-object'
  const index = oid.length === object.oid.length + 1 ? oid.at(-1)! : -1
  return readInstance(object, view, index) ?? 'no-instance'
}

/** The first instance after an OID, which need not exist itself; null at the end. */
export function readNext(view: RouterView, oid: number[], hasCounter64: boolean): Instance | null {
  for (const object of objects) {
    if (object.isCounter64 && !hasCounter64) continue
    const first = object.perInterface ? 1 : 0
    const index = startsWith(oid, object.oid) ? indexAfter(oid, object.oid.length, first) : first
    if (!startsWith(oid, object.oid) && compare(oid, object.oid) > 0) continue
    const value = readInstance(object, view, index)
    if (value) return { oid: [...object.oid, index], value }
  }
  return null
}

function readInstance(object: MibObject, view: RouterView, index: number): Buffer | null {
  if (!object.perInterface) return index === 0 ? object.read(view, nothing, 0) : null
  const row = view.interfaces[index - 1]
  return row ? object.read(view, row, index) : null
}

/** The smallest index that comes after the rest of an OID below an object. */
function indexAfter(oid: number[], depth: number, first: number): number {
  const asked = oid[depth]
  return asked === undefined || asked < first ? first : asked + 1
}

function startsWith(oid: readonly number[], prefix: readonly number[]): boolean {
  return oid.length >= prefix.length && prefix.every((part, i) => oid[i] === part)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

function scalar(oid: number[], read: (view: RouterView) => Buffer): MibObject {
  return { oid, perInterface: false, isCounter64: false, read }
}

function column(oid: number[], read: (row: InterfaceView, index: number) => Buffer): MibObject {
  return { oid, perInterface: true, isCounter64: false, read: (_, row, index) => read(row, index) }
}

function counter64Column(oid: number[], read: (row: InterfaceView) => number): MibObject {
  const encodeRow = (row: InterfaceView) => encodeInteger(tags.counter64, BigInt(Math.floor(read(row))))
  return { oid, perInterface: true, isCounter64: true, read: (_, row) => encodeRow(row) }
}

function counter32(count: number): Buffer {
  return encodeInteger(tags.counter32, Math.floor(count) % 2 ** 32)
}

function gauge(value: number): Buffer {
  return encodeInteger(tags.gauge32, Math.min(largestGauge, Math.round(value)))
}

const noCounters: Counters = { octets: 0, packets: 0, errors: 0, discards: 0 }
/** Stands in for the row of an object that has none. */
const nothing: InterfaceView = {
  name: '',
  alias: '',
  type: 1,
  mtu: 0,
  speedBitsPerSecond: 0,
  physicalAddress: new Uint8Array(),
  operStatus: 2,
  lastChangeCs: 0,
  in: noCounters,
  out: noCounters,
}
