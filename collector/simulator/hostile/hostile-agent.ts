/** An agent that answers as a script says, with right SNMP, with wrong SNMP, or with anything. */
import { createSocket, type Socket } from 'node:dgram'
import { BerReader, tags } from '../../probe/snmp/ber.ts'
import { parseMessage, versions, type SnmpMessage } from '../../probe/snmp/message.ts'
import { engineId } from './forge.ts'
import { decrypt, type UserKeys } from './signed.ts'

/** What came in, as far as a script needs it. */
export interface Request {
  version: number
  /** Request-id, of SNMPv3 the msgID. */
  id: number
  /** Of the PDU; 0 where that is encrypted and the agent has no keys. */
  requestId: number
  community: string
  user: string
  /** In hexadecimal digits; empty in a discovery. */
  engineId: string
  /** What it holds to be our engine's clock; 0 below SNMPv3. */
  boots: number
  time: number
  type: number
  /** Of a GETBULK. */
  maxRepetitions: number
  oids: string[]
  /** How many came before it. */
  count: number
}

/** Datagrams to send back, in this order. */
export type Script = (request: Request) => Buffer[]

export interface HostileAgent {
  port: number
  requests: Request[]
  /** What it does from now on. */
  play(script: Script): void
  /** Sends a datagram to where the last request came from; `from` another socket, another port. */
  send(datagram: Buffer, from?: Socket): void
  close(): Promise<void>
}

/** With `keys` it can read what is encrypted. */
export async function startHostileAgent(initial: Script = () => [], keys?: UserKeys): Promise<HostileAgent> {
  const socket = createSocket('udp4')
  const requests: Request[] = []
  let script = initial
  let last: { port: number; address: string } | null = null
  const send = (datagram: Buffer, from: Socket = socket): void => {
    if (last !== null) from.send(datagram, last.port, last.address)
  }
  socket.on('message', (datagram, { port, address }) => {
    last = { port, address }
    const request = readRequest(datagram, requests.length, keys)
    requests.push(request)
    for (const answer of script(request)) send(answer)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    port: socket.address().port,
    requests,
    play(next) {
      script = next
    },
    send,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function readRequest(datagram: Buffer, count: number, keys?: UserKeys): Request {
  const parsed = parseMessage(datagram)
  if (!parsed.ok) throw new Error(`the probe sent a datagram with ${parsed.fault}`)
  const { version, id, community, usm } = parsed.message
  const asked = {
    version,
    id,
    community: community?.toString() ?? '',
    user: usm?.user.toString() ?? '',
    engineId: usm?.engineId.toString('hex') ?? '',
    boots: usm?.boots ?? 0,
    time: usm?.time ?? 0,
    count,
  }
  const pdu = pduIn(datagram, parsed.message, keys)
  if (pdu === null) return { ...asked, requestId: 0, type: 0, maxRepetitions: 0, oids: [] }
  const type = pdu.peek()
  const body = pdu.enter(type)
  const requestId = body.readInteger()
  body.readInteger()
  const maxRepetitions = body.readInteger()
  const list = body.enter(tags.sequence)
  const oids: string[] = []
  while (!list.atEnd) oids.push(list.enter(tags.sequence).readOid())
  return { ...asked, requestId, type, maxRepetitions, oids }
}

/** A reader that stands before the PDU; null where that cannot be read. */
function pduIn(
  datagram: Buffer,
  { version, usm, scoped, pdu }: SnmpMessage,
  keys?: UserKeys,
): BerReader | null {
  let body = new BerReader(datagram).enter(tags.sequence)
  body.readInteger()
  if (version === versions.v3) {
    if (pdu !== null) {
      body.enter(tags.sequence)
      body.readBytes(tags.octetString)
    } else if (keys !== undefined && usm !== null && scoped !== null && isOurs(usm.engineId))
      body = new BerReader(decrypt(scoped, usm, keys))
    else return null
    body = body.enter(tags.sequence)
    body.readBytes(tags.octetString)
  }
  body.readBytes(tags.octetString)
  return body
}

/** Of an agent that is one engine after the other, all of them begin alike. */
function isOurs(engine: Buffer): boolean {
  return engine.subarray(0, engineId.length).equals(engineId)
}
