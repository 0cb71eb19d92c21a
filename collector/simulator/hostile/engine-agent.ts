/** A script of an SNMPv3 agent that keeps to RFC 3414: found by a Report, strict about time, and signing what it says. */
import { answerV3, engineId, pdu, report, reportBody } from './forge.ts'
import type { Request, Script } from './hostile-agent.ts'
import { signedV3, type UserKeys } from './signed.ts'
import { lookUp, type Table } from './table-agent.ts'

export interface EngineTime {
  boots: number
  /** Seconds since the last start. */
  time: number
  /** In place of the one that all of ours have. */
  engineId?: Buffer
}

const windowSeconds = 150

/** Of a user without keys (null) nothing is signed, and no time asked for. */
export function fromEngine(table: Table, keys: UserKeys | null, now: () => EngineTime): Script {
  return (request) => {
    const clock = now()
    const engine = clock.engineId ?? engineId
    if (request.engineId !== engine.toString('hex')) return [report(request, 4, { user: '', ...clock })]
    if (keys !== null && !isInTime(request, clock))
      return [signedV3(request, reportBody(request, 2), { ...keys, privKey: null }, clock)]
    return [honestV3(request, table, keys, clock)]
  }
}

/** The right answer to a question that is not the discovery. */
export function honestV3(request: Request, table: Table, keys: UserKeys | null, clock: EngineTime): Buffer {
  const { varbinds, ...parts } = lookUp(table, request)
  const body = pdu(request, varbinds, { ...parts, id: request.requestId })
  return keys === null ? answerV3(request, body, clock) : signedV3(request, body, keys, clock)
}

function isInTime({ boots, time }: Request, now: EngineTime): boolean {
  return boots === now.boots && Math.abs(time - now.time) <= windowSeconds
}
