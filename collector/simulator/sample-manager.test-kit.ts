/** For tests: free ports, and a manager that asks a played router with datagrams of our own. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { BerReader } from './ber-reader.ts'
import { encode, encodeInteger, encodeObjectId, encodeText, tags } from './ber-writer.ts'

export async function freePorts(count: number): Promise<number[]> {
  const sockets = Array.from({ length: count }, () => createSocket('udp4'))
  await Promise.all(sockets.map((socket) => (socket.bind(0, '127.0.0.1'), once(socket, 'listening'))))
  const ports = sockets.map((socket) => socket.address().port)
  await Promise.all(sockets.map((socket) => (socket.close(), once(socket, 'close'))))
  return ports
}

export interface Question {
  port: number
  community: string
  oids: number[][]
  version?: '1' | '2c'
  tag?: number
  /** Of a bulk request. */
  maxRepetitions?: number
  waitMs?: number
}

export interface Response {
  errorStatus: number
  errorIndex: number
  varbinds: { oid: number[]; tag: number; value: bigint; text: string }[]
}

export function encodeQuestion({ community, oids, version, tag, maxRepetitions }: Question): Buffer {
  const varbinds = oids.map((oid) => encode(tags.sequence, encodeObjectId(oid), encode(tags.null)))
  return encode(
    tags.sequence,
    encodeInteger(tags.integer, version === '1' ? 0 : 1),
    encodeText(community),
    encode(
      tag ?? tags.getRequest,
      encodeInteger(tags.integer, 77),
      encodeInteger(tags.integer, 0),
      encodeInteger(tags.integer, maxRepetitions ?? 0),
      encode(tags.sequence, ...varbinds),
    ),
  )
}

/** Null where there is silence. */
export async function ask(question: Question): Promise<Response | null> {
  const socket = createSocket('udp4')
  try {
    socket.send(encodeQuestion(question), question.port, '127.0.0.1')
    const signal = AbortSignal.timeout(question.waitMs ?? 3000)
    const [datagram] = (await once(socket, 'message', { signal })) as [Buffer]
    return decodeResponse(datagram)
  } catch (error) {
    if ((error as Error).name === 'AbortError') return null
    throw error
  } finally {
    socket.close()
  }
}

function decodeResponse(datagram: Buffer): Response {
  const message = new BerReader(datagram).inside(tags.sequence)!
  message.skip()
  message.skip()
  const pdu = message.inside(tags.response)!
  pdu.integer(tags.integer)
  const response: Response = {
    errorStatus: pdu.integer(tags.integer)!,
    errorIndex: pdu.integer(tags.integer)!,
    varbinds: [],
  }
  const list = pdu.inside(tags.sequence)!
  while (!list.isAtEnd) {
    const varbind = list.inside(tags.sequence)!
    const oid = varbind.objectId(tags.objectId)!
    const tag = varbind.peekTag()!
    const contents = Buffer.from(varbind.skip()!)
    const value = contents.length > 0 && contents.length <= 9 ? BigInt(`0x${contents.toString('hex')}`) : 0n
    response.varbinds.push({ oid, tag, value, text: contents.toString('utf8') })
  }
  return response
}
