/** The answer that the gate is measured with, and how that is done. */
import { performance } from 'node:perf_hooks'
import { tags } from '../probe/snmp/ber.ts'
import { columns } from '../probe/snmp/mib.ts'
import { versions } from '../probe/snmp/message.ts'
import { integer, text, tlv, type Varbind } from '../simulator/hostile/forge.ts'
import type { Request } from '../simulator/hostile/hostile-agent.ts'

export const varbindCount = 20
export const answersPerRound = 5_000
const rounds = 101
const warmUpRounds = 10

/** As a visit asks it, with the types and sizes of what it is answered. */
export const varbinds: readonly Varbind[] = Object.values(columns)
  .flatMap((column) => [`${column}.10101`, `${column}.10102`])
  .slice(0, varbindCount)
  .map((oid, at): Varbind => [
    oid,
    at % 5 === 0 ? text('GigabitEthernet0/0/1') : integer(at * 123_456_789, tags.counter32),
  ])
export const nothing = varbinds.map(([oid]): Varbind => [oid, tlv(tags.null)])

export const request: Request = {
  version: versions.v2c,
  id: 71_234_567,
  requestId: 71_234_567,
  community: 'rahasia',
  user: 'bangku',
  engineId: '',
  boots: 0,
  time: 0,
  type: tags.getRequest,
  maxRepetitions: 0,
  oids: [],
  count: 0,
}

/** What one answer takes, microseconds, of each round. */
export async function perAnswer(takeOne: () => void, signal: AbortSignal): Promise<number[]> {
  const took: number[] = []
  for (let round = -warmUpRounds; round < rounds && !signal.aborted; round += 1) {
    const from = performance.now()
    for (let count = 0; count < answersPerRound; count += 1) takeOne()
    if (round >= 0) took.push(((performance.now() - from) * 1_000) / answersPerRound)
    if (round % 25 === 0) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return took
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)]!
}
