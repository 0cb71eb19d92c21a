import { timingSafeEqual } from 'node:crypto'
import { tags } from './ber.ts'
import { parseScopedPdu, versions, type Pdu, type SnmpMessage, type UsmParameters } from './message.ts'

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
  | 'undecipherable'
  | 'outside-time-window'
  | 'too-many-reports'
  | 'too-many-engines'

export interface Refused {
  why: Refusal
  /** The rule that was broken, for a person; null where `why` says it all. */
  fault: string | null
}

/** What only who knows our secrets can tell of a message of SNMPv3. */
export interface Secrets {
  /** Whether the digest of a datagram was made with our key. */
  isAuthentic(datagram: Buffer, usm: UsmParameters): boolean
  /** Null where there is no key to decrypt with. */
  decrypted(scoped: Buffer, usm: UsmParameters): Buffer | null
}

const maxErrorStatus = 18
const leastEngineIdLength = 5
const notInTimeWindows = '1.3.6.1.6.3.15.1.1.2.0'

/**
 * Whether an answer is one to what was asked, from somebody who knows our secret: null lets it through.
 * `asked` is the very datagram we sent, so that the answer is held to its security level, user, engine and request-id.
 * What is encrypted is opened once it is known who signed it, and its PDU is then part of both messages.
 */
export function admit(
  datagram: Buffer,
  answer: SnmpMessage,
  asked: SnmpMessage,
  secrets: Secrets,
): Refused | null {
  const sender = refuseSender(datagram, answer, asked, secrets)
  if (sender !== null) return { why: sender, fault: null }
  const sealed = open(answer, secrets) ?? open(asked, secrets)
  if (sealed !== null) return sealed
  const why = refusePdu(answer.pdu!, asked)
  return why === null ? null : { why, fault: null }
}

function refuseSender(
  datagram: Buffer,
  answer: SnmpMessage,
  asked: SnmpMessage,
  secrets: Secrets,
): Refusal | null {
  if (answer.version !== asked.version) return 'other-version'
  if (answer.version === versions.v3) return refuseV3(datagram, answer, asked, secrets)
  return isSame(answer.community!, asked.community!) ? null : 'other-community'
}

/** Reads the PDU of a message whose digest is right, if it is encrypted and was not read before. */
function open(message: SnmpMessage, secrets: Secrets): Refused | null {
  if (message.pdu !== null) return null
  const plain = secrets.decrypted(message.scoped!, message.usm!)
  // Whatever decryption makes of another key's work, a scoped PDU begins with this.
  if (plain?.[0] !== tags.sequence) return { why: 'undecipherable', fault: 'check the privacy key' }
  const parsed = parseScopedPdu(plain)
  if (!parsed.ok) return { why: 'malformed', fault: parsed.fault }
  message.pdu = parsed.pdu
  return null
}

/** A Report says why there is no answer: only SNMPv3 has it, and it may come below the level asked for. */
export function isReport(message: SnmpMessage): boolean {
  return message.version === versions.v3 && message.pdu?.type === tags.report
}

function refuseV3(
  datagram: Buffer,
  answer: SnmpMessage,
  asked: SnmpMessage,
  secrets: Secrets,
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
  return theirs.isAuthenticated && !secrets.isAuthentic(datagram, theirs) ? 'wrong-digest' : null
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
