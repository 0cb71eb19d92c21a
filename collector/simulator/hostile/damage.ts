/** Whole numbers from 0 up to, but not including, `below`. */
export type Random = (below: number) => number

/** The same numbers for the same seed, on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    // The mixing of "mulberry32": neighbouring seeds have nothing in common.
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const sharpBytes = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xff]
const tagsOfSnmp = [0x02, 0x04, 0x05, 0x06, 0x30, 0x40, 0x41, 0x46, 0x80, 0x82, 0xa0, 0xa2, 0xa5, 0xa8]

/** A datagram with something cut off, put in, doubled or changed. */
export function damage(datagram: Buffer, random: Random): Buffer {
  const bytes = Buffer.from(datagram)
  if (bytes.length === 0) return Buffer.from([random(256)])
  const at = random(bytes.length)
  switch (random(8)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)])
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(4))])
    case 3:
      bytes[at] = sharpBytes[random(sharpBytes.length)]!
      return bytes
    case 4:
      bytes[at] = tagsOfSnmp[random(tagsOfSnmp.length)]!
      return bytes
    case 5: {
      const stretch = bytes.subarray(at, at + 1 + random(24))
      return Buffer.concat([bytes.subarray(0, at), stretch, bytes.subarray(at)])
    }
    default:
      for (let flips = 1 + random(3); flips > 0; flips -= 1) bytes[random(bytes.length)]! ^= 1 << random(8)
      return bytes
  }
}
