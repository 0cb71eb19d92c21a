import { timingSafeEqual } from 'node:crypto'
import { tags } from './ber.ts'
import { versions, type Pdu, type SnmpMessage, type UsmParameters } from './message.ts'

/** Why a datagram was not let through to the SNMP library; `unasked` is from a stranger, to no question of ours, or too late. */
export type Refusal =
  | 'malformed'
  | 'unasked'
  | 'other-version'
  | 'other-community'
  | 'other-user'
  | 'other-engine'
  | 'not-an-answer'
  | 'other-request'
  | 'below-security-level'
  | 'above-security-level'
  | 'wrong-digest'
  | 'outside-time-window'
  | 'too-many-reports'

/** Whether the digest of a datagram was made with our key. */
export type DigestCheck = (datagram: Buffer, usm: UsmParameters) => boolean

const maxErrorStatus = 18
const leastEngineIdLength = 5
const notInTimeWindows = '1.3.6.1.6.3.15.1.1.2.0'

/**
 * Whether an answer is one to what was asked, from somebody who knows our secret: null lets it through.
 * `asked` is the very datagram we sent, so that the answer is held to its security level, user and engine.
 */
export function admit(
  datagram: Buffer,
  answer: SnmpMessage,
  asked: SnmpMessage,
  isAuthentic: DigestCheck,
): Refusal | null {
  if (answer.version !== asked.version) return 'other-version'
  const refusal =
    answer.version === versions.v3
      ? refuseV3(datagram, answer, asked, isAuthentic)
      : isSame(answer.community!, asked.community!)
        ? null
        : 'other-community'
  if (refusal !== null || answer.pdu === null) return refusal
  return refusePdu(answer.pdu, asked)
}

/** A Report says why there is no answer: only SNMPv3 has it, and it may come below the level asked for. */
export function isReport(message: SnmpMessage): boolean {
  return message.version === versions.v3 && message.pdu?.type === tags.report
}

function refuseV3(
  datagram: Buffer,
  answer: SnmpMessage,
  asked: SnmpMessage,
  isAuthentic: DigestCheck,
): Refusal | null {
  const theirs = answer.usm!
  const ours = asked.usm!
  if (theirs.engineId.length < leastEngineIdLength) return 'other-engine'
  // Agents differ in whether a Report repeats the user; without a digest either proves nothing.
  const mayBeNobody = isReport(answer) && !theirs.isAuthenticated && theirs.user.length === 0
  if (!mayBeNobody && !theirs.user.equals(ours.user)) return 'other-user'
  if (level(theirs) > level(ours)) return 'above-security-level'
  if (level(theirs) < level(ours) && !isReport(answer)) return 'below-security-level'
  // Discovery is asked of nobody in particular, and only a Report tells who is there.
  if (ours.engineId.length === 0) return isReport(answer) ? null : 'not-an-answer'
  if (isReport(answer) && !theirs.isAuthenticated) {
    // That our time is wrong is said with a signature (RFC 3414 §3.2 step 7a), or anybody could set our clock by it.
    return level(ours) > 0 && answer.pdu?.reported === notInTimeWindows ? 'below-security-level' : null
  }
  if (!theirs.engineId.equals(ours.engineId)) return 'other-engine'
  return theirs.isAuthenticated && !isAuthentic(datagram, theirs) ? 'wrong-digest' : null
}

function refusePdu(pdu: Pdu, asked: SnmpMessage): Refusal | null {
  if (pdu.type === tags.report) return asked.version === versions.v3 ? null : 'not-an-answer'
  if (pdu.type !== tags.getResponse) return 'not-an-answer'
  if (asked.pdu !== null && pdu.requestId !== asked.pdu.requestId) return 'other-request'
  const maxErrorIndex = Math.max(pdu.varbindCount, asked.pdu?.varbindCount ?? 0)
  const isInRange =
    pdu.errorStatus >= 0 &&
    pdu.errorStatus <= maxErrorStatus &&
    pdu.errorIndex >= 0 &&
    pdu.errorIndex <= maxErrorIndex
  return isInRange ? null : 'malformed'
}

function level({ isAuthenticated, isEncrypted }: UsmParameters): number {
  return Number(isAuthenticated) + Number(isEncrypted)
}

/** In a time that does not tell how much of it was right. */
function isSame(theirs: Buffer, ours: Buffer): boolean {
  return theirs.length === ours.length && timingSafeEqual(theirs, ours)
}
