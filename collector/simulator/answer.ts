/** The response to a request, as an agent of SNMP v1 (RFC 1157) or v2c (RFC 3416) gives it. */
import { encode, encodeInteger, encodeObjectId, tags } from './ber-writer.ts'
import { read, readNext } from './mib.ts'
import type { Request } from './request.ts'
import type { RouterView } from './router-view.ts'

const errors = { none: 0, tooBig: 1, noSuchName: 2, noAccess: 6 }
/** What fits an Ethernet frame; a longer answer is refused as too big, or cut short if it is a bulk one. */
const largestAnswer = 1472
/** Version, lengths, request id and error fields around the varbinds. */
const envelope = 48

interface Varbind {
  oid: number[]
  value: Buffer
}

const nullValue = encode(tags.null)

export function answer(request: Request, view: RouterView): Buffer {
  const asked = request.oids.map((oid) => ({ oid, value: nullValue }))
  if (request.kind === 'set') {
    const refusal = request.version === '1' ? errors.noSuchName : errors.noAccess
    return respond(request, asked, asked.length > 0 ? refusal : errors.none, Math.min(1, asked.length))
  }
  const found = request.kind === 'bulk' ? readBulk(request, view) : readEach(request, view)
  // In version 1 one missing name fails the whole.
  if (typeof found === 'number') return respond(request, asked, errors.noSuchName, found + 1)
  const response = respond(request, found, errors.none, 0)
  if (response.length <= largestAnswer) return response
  return respond(request, request.version === '1' ? asked : [], errors.tooBig, 0)
}

/** A varbind for each name asked; or, in version 1, the place of the first that does not exist. */
function readEach(request: Request, view: RouterView): Varbind[] | number {
  const varbinds: Varbind[] = []
  for (const [place, oid] of request.oids.entries()) {
    const varbind = request.kind === 'get' ? getOne(request, view, oid) : nextOne(request, view, oid)
    if (!varbind) return place
    varbinds.push(varbind)
  }
  return varbinds
}

function getOne(request: Request, view: RouterView, oid: number[]): Varbind | null {
  const isVersion1 = request.version === '1'
  const value = read(view, oid, !isVersion1)
  if (typeof value !== 'string') return { oid, value }
  if (isVersion1) return null
  return { oid, value: encode(value === 'no-object' ? tags.noSuchObject : tags.noSuchInstance) }
}

function nextOne(request: Request, view: RouterView, oid: number[]): Varbind | null {
  const isVersion1 = request.version === '1'
  const next = readNext(view, oid, !isVersion1)
  if (next || isVersion1) return next
  return { oid, value: encode(tags.endOfMibView) }
}

/** The next of each, then of those that repeat again and again, for as long as the answer has room. */
function readBulk(request: Request, view: RouterView): Varbind[] {
  const varbinds: Varbind[] = []
  let room = largestAnswer - envelope - request.community.length
  const take = (oid: number[]): Varbind | null => {
    const varbind = nextOne(request, view, oid)!
    room -= encodeVarbind(varbind).length
    if (room < 0) return null
    varbinds.push(varbind)
    return varbind
  }
  for (const oid of request.oids.slice(0, request.nonRepeaters)) if (!take(oid)) return varbinds
  let repeating = request.oids.slice(request.nonRepeaters)
  for (let i = 0; i < request.maxRepetitions && repeating.length > 0; i++) {
    let isAtEnd = true
    const reached: number[][] = []
    for (const oid of repeating) {
      const varbind = take(oid)
      if (!varbind) return varbinds
      if (varbind.value[0] !== tags.endOfMibView) isAtEnd = false
      reached.push(varbind.oid)
    }
    if (isAtEnd) break
    repeating = reached
  }
  return varbinds
}

function respond(request: Request, varbinds: Varbind[], errorStatus: number, errorIndex: number): Buffer {
  return encode(
    tags.sequence,
    encodeInteger(tags.integer, request.version === '1' ? 0 : 1),
    encode(tags.octetString, request.community),
    encode(
      tags.response,
      encodeInteger(tags.integer, request.requestId),
      encodeInteger(tags.integer, errorStatus),
      encodeInteger(tags.integer, errorIndex),
      encode(tags.sequence, ...varbinds.map(encodeVarbind)),
    ),
  )
}

function encodeVarbind({ oid, value }: Varbind): Buffer {
  return encode(tags.sequence, encodeObjectId(oid), value)
}
