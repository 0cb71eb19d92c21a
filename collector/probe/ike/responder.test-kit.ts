/** For tests: a gateway that answers IKE as a script says. */
import { createSocket } from 'node:dgram'
import { exchanges, flags, headerBytes, payloads } from './ike-message.ts'

export interface Responder {
  /** What was asked, without the marker of port 4500. */
  requests: Buffer[]
  close(): Promise<void>
}

/** Datagrams to send back, as they are. */
export type IkeScript = (request: Buffer, count: number) => Buffer[]

const natTraversalPort = 4500
export const marker = Buffer.alloc(4)

export async function startResponder(address: string, port: number, script: IkeScript): Promise<Responder> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  const requests: Buffer[] = []
  socket.on('message', (datagram, from) => {
    const request = port === natTraversalPort ? datagram.subarray(marker.length) : datagram
    requests.push(request)
    for (const answer of script(request, requests.length)) socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, address, resolve)
  })
  return { requests, close: () => new Promise((resolve) => socket.close(() => resolve())) }
}

export interface Forged {
  version?: number
  exchange?: number
  flags?: number
  messageId?: number
  /** Added to the length that is right. */
  lengthError?: number
  initiatorSpi?: Buffer
  /** Type and content of each payload. */
  payloads?: [number, Buffer][]
}

/** Right unless told otherwise: that another group is wanted (INVALID_KE_PAYLOAD, group 14). */
export function forgeAnswer(request: Buffer, forged: Forged = {}): Buffer {
  const list = forged.payloads ?? [notify(17, Buffer.from([0, 14]))]
  const body = list.map(([, content], index) => {
    const head = Buffer.from([list[index + 1]?.[0] ?? payloads.none, 0, 0, 0])
    head.writeUInt16BE(4 + content.length, 2)
    return Buffer.concat([head, content])
  })
  const header = Buffer.alloc(headerBytes)
  ;(forged.initiatorSpi ?? request).copy(header, 0, 0, 8)
  header.writeUInt8(list[0]?.[0] ?? payloads.none, 16)
  header.writeUInt8(forged.version ?? 0x20, 17)
  header.writeUInt8(forged.exchange ?? exchanges.saInit, 18)
  header.writeUInt8(forged.flags ?? flags.response, 19)
  header.writeUInt32BE(forged.messageId ?? 0, 20)
  const message = Buffer.concat([header, ...body])
  message.writeUInt32BE(message.length + (forged.lengthError ?? 0), 24)
  return message
}

/** A Notify payload (RFC 7296 §3.10). */
export function notify(type: number, data: Buffer = Buffer.alloc(0)): [number, Buffer] {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 2)
  return [payloads.notify, Buffer.concat([head, data])]
}

/** A Notification of IKEv1 (RFC 2408 §3.14): that it does not know this major version. */
export function v1Notification(request: Buffer): Buffer {
  const content = Buffer.from([0, 0, 0, 1, 1, 0, 0, 5])
  return forgeAnswer(request, {
    version: 0x10,
    exchange: exchanges.v1Informational,
    flags: 0,
    messageId: 0x1234_5678,
    payloads: [[payloads.v1Notification, content]],
  })
}
