import { performance } from 'node:perf_hooks'
import { admit } from '../probe/snmp/admit.ts'
import { tags } from '../probe/snmp/ber.ts'
import { columns } from '../probe/snmp/mib.ts'
import { parseMessage, versions, type SnmpMessage } from '../probe/snmp/message.ts'
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
  perAnswer.sort((a, b) => a - b)
  tell(`${perAnswer.length} rounds of ${answersPerRound} answers of ${datagram.length} bytes`)
  const at = (share: number): number => perAnswer[Math.floor((perAnswer.length - 1) * share)]!
  return [
    { what: 'an answer, median of the rounds', value: at(0.5), unit: 'µs', goal: 2 },
    { what: 'an answer, 95 % of the rounds', value: at(0.95), unit: 'µs', goal: null },
  ]
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
function exchange(): { asked: SnmpMessage; datagram: Buffer } {
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
  const question = parseMessage(answer(request, nothing, { type: tags.getRequest }))
  if (!question.ok) throw new Error(`The question of the bench has ${question.fault}.`)
  return { asked: question.message, datagram: answer(request, varbinds) }
}
