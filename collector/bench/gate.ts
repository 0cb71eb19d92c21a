import type { Socket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { performance } from 'node:perf_hooks'
import { admit } from '../probe/snmp/admit.ts'
import { tags } from '../probe/snmp/ber.ts'
import { EngineClock } from '../probe/snmp/engine-clock.ts'
import { createGate, type Asking } from '../probe/snmp/gate.ts'
import { columns } from '../probe/snmp/mib.ts'
import { parseMessage, versions, type SnmpMessage } from '../probe/snmp/message.ts'
import { realClock } from '../probe/snmp/test-target.ts'
import { answer, integer, text, tlv, type Varbind } from '../simulator/hostile/forge.ts'
import type { Request } from '../simulator/hostile/hostile-agent.ts'
import type { Bench, Figure } from './bench.ts'

const varbindCount = 20
const rounds = 101
const answersPerRound = 5_000
const warmUpRounds = 10

export const gateBench: Bench = {
  name: 'gate',
  says: `what the strict reader adds to an answer of ${varbindCount} varbinds: read whole, and held against the question`,
  run,
}

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const { asked, datagram } = exchange()
  const perAnswer: number[] = []
  for (let round = -warmUpRounds; round < rounds && !signal.aborted; round += 1) {
    const took = readMany(datagram, asked)
    if (round >= 0) perAnswer.push(took)
    if (round % 25 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  if (perAnswer.length === 0) return []
  tell(`${perAnswer.length} rounds of ${answersPerRound} answers of ${datagram.length} bytes`)
  const whole = await throughGate(signal)
  return [
    {
      what: 'read and held against its question, median',
      value: quantile(perAnswer, 0.5),
      unit: 'µs',
      goal: 2,
    },
    { what: 'the same, 95 % of the rounds', value: quantile(perAnswer, 0.95), unit: 'µs', goal: null },
    ...(whole === null
      ? []
      : [
          {
            what: 'question and answer through the whole gate, median',
            value: whole,
            unit: 'µs',
            goal: null,
          },
        ]),
  ]
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)]!
}

/** From the library's question to its answer, with sockets that only pretend: microseconds, or null where it was ended. */
async function throughGate(signal: AbortSignal): Promise<number | null> {
  const { question, datagram } = exchange()
  const socket = new PretendedSocket()
  const gate = createGate({ clock: realClock, openSocket: () => socket as unknown as Socket })
  const peer = { address: '192.0.2.1', port: 161, isAuthentic: () => false, engineClock: new EngineClock() }
  const channel = gate.open(peer)
  const channelSocket = channel.createSocket()
  let delivered = 0
  channelSocket.on('message', () => (delivered += 1))
  const from = { address: peer.address, port: peer.port }
  const perAnswer: number[] = []
  for (let round = 0; round < rounds && !signal.aborted; round += 1) {
    const before = performance.now()
    for (let count = 0; count < answersPerRound; count += 1) {
      channel.within(patientAsking(), () => channelSocket.send(question, 0, question.length, 0, '', () => {}))
      socket.emit('message', datagram, from)
    }
    perAnswer.push(((performance.now() - before) * 1_000) / answersPerRound)
    if (round % 25 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  await gate.close()
  if (delivered !== perAnswer.length * answersPerRound) throw new Error('The gate kept answers back.')
  return perAnswer.length === 0 ? null : quantile(perAnswer, 0.5)
}

class PretendedSocket extends EventEmitter {
  bind(): void {}
  unref(): void {}
  send(): void {}
  close(done: () => void): void {
    done()
  }
}

function patientAsking(): Asking {
  return {
    ids: new Set(),
    maySend: () => true,
    mayReport: () => true,
    arrived() {},
    refused() {},
    failed() {},
  }
}

/** Microseconds an answer. */
function readMany(datagram: Buffer, asked: SnmpMessage): number {
  const from = performance.now()
  for (let count = 0; count < answersPerRound; count += 1) {
    const parsed = parseMessage(datagram)
    if (!parsed.ok || admit(datagram, parsed.message, asked, () => false) !== null)
      throw new Error('The gate refuses the answer that it is measured with.')
  }
  return ((performance.now() - from) * 1_000) / answersPerRound
}

/** A question and its honest answer, with the types and sizes that a visit has. */
function exchange(): { question: Buffer; asked: SnmpMessage; datagram: Buffer } {
  const names = Object.values(columns).flatMap((column) => [`${column}.10101`, `${column}.10102`])
  const varbinds = names
    .slice(0, varbindCount)
    .map((oid, at): Varbind => [
      oid,
      at % 5 === 0 ? text('GigabitEthernet0/0/1') : integer(at * 123_456_789, tags.counter32),
    ])
  const request: Request = {
    version: versions.v2c,
    id: 71_234_567,
    requestId: 71_234_567,
    community: 'rahasia',
    user: '',
    engineId: '',
    boots: 0,
    time: 0,
    type: tags.getRequest,
    maxRepetitions: 0,
    oids: [],
    count: 0,
  }
  const nothing = varbinds.map(([oid]): Varbind => [oid, tlv(tags.null)])
  const question = answer(request, nothing, { type: tags.getRequest })
  const asked = parseMessage(question)
  if (!asked.ok) throw new Error(`The question of the bench has ${asked.fault}.`)
  return { question, asked: asked.message, datagram: answer(request, varbinds) }
}
