/** An agent that answers as a script says, with right SNMP, with wrong SNMP, or with anything. */
import { createSocket, type Socket } from 'node:dgram'
import { BerReader, tags } from '../../probe/snmp/ber.ts'
import { parseMessage, versions } from '../../probe/snmp/message.ts'

/** What came in, as far as a script needs it. */
export interface Request {
  version: number
  /** Request-id, of SNMPv3 the msgID. */
  id: number
  /** Of the PDU; 0 where that is encrypted. */
  requestId: number
  community: string
  user: string
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

export async function startHostileAgent(initial: Script = () => []): Promise<HostileAgent> {
  const socket = createSocket('udp4')
  const requests: Request[] = []
  let script = initial
  let last: { port: number; address: string } | null = null
  const send = (datagram: Buffer, from: Socket = socket): void => {
    if (last !== null) from.send(datagram, last.port, last.address)
  }
  socket.on('message', (datagram, { port, address }) => {
    last = { port, address }
    const request = readRequest(datagram, requests.length)
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

function readRequest(datagram: Buffer, count: number): Request {
  const parsed = parseMessage(datagram)
  if (!parsed.ok) throw new Error(`the probe sent a datagram with ${parsed.fault}`)
  const { version, id, community, usm, pdu } = parsed.message
  return {
    version,
    id,
    requestId: pdu?.requestId ?? 0,
    community: community?.toString() ?? '',
    user: usm?.user.toString() ?? '',
    type: pdu?.type ?? 0,
    maxRepetitions: pdu?.errorIndex ?? 0,
    oids: pdu === null ? [] : namesIn(datagram, version, pdu.type),
    count,
  }
}

function namesIn(datagram: Buffer, version: number, type: number): string[] {
  let body = new BerReader(datagram).enter(tags.sequence)
  body.readInteger()
  if (version === versions.v3) {
    body.enter(tags.sequence)
    body.readBytes(tags.octetString)
    body = body.enter(tags.sequence)
    body.readBytes(tags.octetString)
  }
  body.readBytes(tags.octetString)
  const asked = body.enter(type)
  for (let field = 0; field < 3; field += 1) asked.readInteger()
  const list = asked.enter(tags.sequence)
  const names: string[] = []
  while (!list.atEnd) names.push(list.enter(tags.sequence).readOid())
  return names
}
