/** The objects a played router knows: MIB-II's system group, and of IF-MIB and BGP4-MIB what a link is judged by. */
import { encode, encodeInteger, encodeObjectId, encodeText, tags } from './ber-writer.ts'
import { bgpObjects } from './bgp-objects.ts'
import { column, compare, counter32, counter64Column, gauge, scalar } from './mib-object.ts'
import type { MibObject, Oid } from './mib-object.ts'
import type { RouterView } from './router-view.ts'

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
  ...bgpObjects,
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
  const object = objects[placeOf(oid)]
  if (!object || !isBelow(oid, object.oid) || !isKnown(object, view, hasCounter64)) return 'no-object'
  return object.read(view, oid.slice(object.oid.length)) ?? 'no-instance'
}

/** The first instance after an OID, which need not exist itself; null at the end. */
export function readNext(view: RouterView, oid: number[], hasCounter64: boolean): Instance | null {
  for (let place = Math.max(0, placeOf(oid)); place < objects.length; place++) {
    const object = objects[place]!
    if (!isKnown(object, view, hasCounter64)) continue
    const isWithin = isBelow(oid, object.oid)
    if (!isWithin && compare(oid, object.oid) > 0) continue
    const index = object.indexAfter(view, isWithin ? oid.slice(object.oid.length) : [])
    const value = index && object.read(view, index)
    if (value) return { oid: [...object.oid, ...index], value }
  }
  return null
}

function isKnown(object: MibObject, view: RouterView, hasCounter64: boolean): boolean {
  return (hasCounter64 || !object.isCounter64) && object.isKnown(view)
}

/** The last object that does not come after the OID, found by halving; -1: all do. */
function placeOf(oid: Oid): number {
  let low = 0
  let high = objects.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(objects[middle]!.oid, oid) <= 0) low = middle + 1
    else high = middle
  }
  return low - 1
}

function isBelow(oid: Oid, object: Oid): boolean {
  return oid.length >= object.length && object.every((part, i) => oid[i] === part)
}
