/** How a numbered message is cut into WebSocket fragments: the number is the connection's, the rest all share. */
import { Buffer } from 'node:buffer'
import type { LiveFrame } from './wire.ts'

/** Small enough that a slow line is seen to move within the time a queue may take to drain. */
const fragmentBytes = 64 * 1024
/** Up to here a copy costs less than a fragment. */
const copiedBytes = 4 * 1024

export interface Fragment {
  bytes: Buffer
  isLast: boolean
  /** Where the next begins. */
  end: number
}

/** The start of a frame, whose rest is what stands behind the first brace of the text that all share. */
export function headOf(type: LiveFrame['type'], seq: number): Buffer {
  return Buffer.from(`{"type":"${type}","seq":${seq},`)
}

/** `json` is the text of a JSON object with at least one field; null where it is too large to be copied for each. */
export function wholeFrame(head: Buffer, json: Buffer): Buffer | null {
  return json.length > copiedBytes ? null : Buffer.concat([head, json.subarray(1)])
}

/** A slice of the shared text, so that a thousand browsers do not cost a thousand copies of it. */
export function fragmentFrom(start: number, json: Buffer): Fragment {
  const end = start + fragmentBytes
  return { bytes: json.subarray(start, end), isLast: end >= json.length, end }
}
