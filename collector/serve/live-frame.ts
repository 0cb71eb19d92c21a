/** How a numbered message is cut into WebSocket fragments: the number is the connection's, the rest all share. */
import { Buffer } from 'node:buffer'
import type { LiveFrame } from './wire.ts'

/** Small enough that a slow line is seen to move within the time a queue may take to drain. */
const fragmentBytes = 64 * 1024

/**
 * `json` is the text of a JSON object with at least one field. A small message is one frame. A large one is
 * its head and slices of the shared text, so that a thousand browsers do not cost a thousand copies of it.
 */
export function toFragments(type: LiveFrame['type'], seq: number, json: Buffer): Buffer[] {
  const head = Buffer.from(`{"type":"${type}","seq":${seq},`)
  const tail = json.subarray(1)
  if (head.length + tail.length <= fragmentBytes) return [Buffer.concat([head, tail])]
  const fragments: Buffer[] = [head]
  for (let from = 0; from < tail.length; from += fragmentBytes)
    fragments.push(tail.subarray(from, from + fragmentBytes))
  return fragments
}
