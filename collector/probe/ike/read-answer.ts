import { exchanges, flags, headerBytes, payloads, spiBytes } from './ike-message.ts'

/** Whose question a message answers, or why it is no answer to anything. */
export type ReadAnswer = { ok: true; spi: string } | { ok: false; why: 'malformed' | 'not-an-answer' }

const malformed: ReadAnswer = { ok: false, why: 'malformed' }
const notAnAnswer: ReadAnswer = { ok: false, why: 'not-an-answer' }

const genericHeaderBytes = 4
/** An IKE_SA_INIT answer has about five, and a gateway of many vendor ids some ten more. */
const maxPayloads = 64
/** Of a Notify payload: generic header, protocol, SPI size and type; IKEv1 has its domain of interpretation before. */
const leastNotifyBytes = { 1: 12, 2: 8 } as const

/**
 * Reads an IKE message, without the marker of port 4500, as far as it tells that an IKE gateway is there: its
 * header and its payloads one by one, to the last byte (RFC 7296 §3.1, §3.2). What is in them does not matter: a
 * choice, a cookie, another group or a refusal are all said by a gateway that is alive. One of IKEv1, or of a version
 * to come, may say in a Notification that it is of another version (RFC 2408 §5.2, RFC 7296 §2.5).
 */
export function readAnswer(message: Buffer): ReadAnswer {
  if (message.length < headerBytes || message.readUInt32BE(24) !== message.length) return malformed
  const major = message.readUInt8(17) >> 4
  const next = message.readUInt8(16)
  if (major === 0) return malformed
  if (!hasSoundPayloads(message, next, major)) return malformed
  if (!(major === 2 ? isSaInitResponse(message) : isOtherVersion(message, major, next))) return notAnAnswer
  return { ok: true, spi: message.toString('hex', 0, spiBytes) }
}

function isSaInitResponse(message: Buffer): boolean {
  const role = message.readUInt8(19) & (flags.response | flags.initiator)
  return (
    message.readUInt8(18) === exchanges.saInit && role === flags.response && message.readUInt32BE(20) === 0
  )
}

/** Of IKEv1 the flags say nothing of question and answer, and an informational exchange has an id of its own. */
function isOtherVersion(message: Buffer, major: number, next: number): boolean {
  if (major === 1)
    return message.readUInt8(18) === exchanges.v1Informational && next === payloads.v1Notification
  return next === payloads.notify && isSaInitResponse(message)
}

/** One payload after the other, at least one, each within the message, and the last ends where it ends. */
function hasSoundPayloads(message: Buffer, first: number, major: number): boolean {
  let next = first
  let at = headerBytes
  for (let count = 0; next !== payloads.none; count += 1) {
    if (count === maxPayloads || at + genericHeaderBytes > message.length) return false
    const bytes = message.readUInt16BE(at + 2)
    if (bytes < leastBytes(next, major) || at + bytes > message.length) return false
    next = message.readUInt8(at)
    at += bytes
  }
  return at === message.length && at > headerBytes
}

function leastBytes(payload: number, major: number): number {
  if (major === 1 && payload === payloads.v1Notification) return leastNotifyBytes[1]
  return major === 2 && payload === payloads.notify ? leastNotifyBytes[2] : genericHeaderBytes
}
