import type { Socket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { admit } from '../probe/snmp/admit.ts'
import type { Asking } from '../probe/snmp/asking.ts'
import { tags } from '../probe/snmp/ber.ts'
import { EngineKeys } from '../probe/snmp/engine-keys.ts'
import { createGate } from '../probe/snmp/gate.ts'
import { parseMessage } from '../probe/snmp/message.ts'
import { createPeer } from '../probe/snmp/peer.ts'
import { createTarget, realClock } from '../probe/snmp/test-target.ts'
import { answer } from '../simulator/hostile/forge.ts'
import type { Bench, Figure } from './bench.ts'
import {
  answersPerRound,
  nothing,
  perAnswer,
  quantile,
  request,
  varbindCount,
  varbinds,
} from './measured-answer.ts'

export const gateBench: Bench = {
  name: 'gate',
  says: `what the strict reader adds to an answer of ${varbindCount} varbinds: read whole, and held against the question`,
  about: `What the strict reader before the SNMP library adds to an answer of ${varbindCount} values (SNMPv2c): read whole, every
length, tag, name and value of it, and held against its question, in rounds of ${answersPerRound} answers. The last line is the
way of a question and its answer through the whole gate, with the bookkeeping of both, and sockets that only pretend.`,
  run,
}

const keys = new EngineKeys(createTarget({ port: 161 }).access)
const question = answer(request, [...nothing], { type: tags.getRequest })
const datagram = answer(request, [...varbinds])

async function run(tell: (line: string) => void, signal: AbortSignal): Promise<Figure[]> {
  const asked = parseMessage(question)
  if (!asked.ok) throw new Error(`The question of the bench has ${asked.fault}.`)
  const took = await perAnswer(() => {
    const parsed = parseMessage(datagram)
    if (!parsed.ok || admit(datagram, parsed.message, asked.message, keys) !== null)
      throw new Error('The gate refuses the answer that it is measured with.')
  }, signal)
  if (took.length === 0) return []
  tell(`${took.length} rounds of ${answersPerRound} answers of ${datagram.length} bytes`)
  const whole = await throughGate(signal)
  const unit = 'µs'
  return [
    { what: 'read and held against its question, median', value: quantile(took, 0.5), unit, goal: 2 },
    { what: 'the same, 95 % of the rounds', value: quantile(took, 0.95), unit, goal: null },
    ...whole.map((value) => ({
      what: 'question and answer through the whole gate, median',
      value,
      unit,
      goal: null,
    })),
  ]
}

/** From the library's question to its answer, with sockets that only pretend: microseconds, or nothing where it was ended. */
async function throughGate(signal: AbortSignal): Promise<number[]> {
  const socket = new PretendedSocket()
  const gate = createGate({ clock: realClock, openSocket: () => socket as unknown as Socket })
  const peer = createPeer('192.0.2.1', 161, keys)
  const channel = gate.open(peer)
  const channelSocket = channel.createSocket()
  let [sent, delivered] = [0, 0]
  channelSocket.on('message', () => (delivered += 1))
  const from = { address: peer.address, port: peer.port }
  const took = await perAnswer(() => {
    sent += 1
    channel.within(patientAsking(), () => channelSocket.send(question, 0, question.length, 0, '', () => {}))
    socket.emit('message', datagram, from)
  }, signal)
  await gate.close()
  if (delivered !== sent) throw new Error('The gate kept answers back.')
  return took.length === 0 ? [] : [quantile(took, 0.5)]
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
    maySend: () => true,
    sent() {},
    mayReport: () => true,
    arrived() {},
    refused() {},
    failed() {},
  }
}
