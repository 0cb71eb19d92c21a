import { randomFillSync } from 'node:crypto'

/** Drawn from the system so many at a time: one by one they cost more than what they number. */
const drawn = new Uint32Array(1_024)
let left = 0

/**
 * A request-id that nobody can guess who does not see the question. From 2^24 to 2^31 - 1, so that it is always
 * four bytes long.
 */
export function drawRequestId(): number {
  for (;;) {
    if (left === 0) {
      randomFillSync(drawn)
      left = drawn.length
    }
    left -= 1
    const id = drawn[left]! >>> 1
    if (id >= 2 ** 24) return id
  }
}
