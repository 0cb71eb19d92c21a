import type { CounterReading } from './rate.ts'
import type { InterfaceReading } from './reading.ts'

export const interfaceUp: InterfaceReading = {
  found: true,
  index: 7,
  name: 'wan0',
  operStatus: 'up',
  counterBits: 64,
  inOctets: 0n,
  outOctets: 0n,
  inErrors: 0,
  outErrors: 0,
  inDiscards: 0,
  outDiscards: 0,
  speedBitsPerSecond: 100_000_000,
  lastChangeCs: 0,
  discontinuityCs: 0,
}

/** A reading some seconds into the story, of a router that had been up for a day at its beginning. */
export function readingAt(
  seconds: number,
  seen: Partial<InterfaceReading> = {},
  sysUpTimeCs = 8_640_000 + seconds * 100,
): CounterReading {
  return { sysUpTimeCs, monotonicMs: seconds * 1_000, interface: { ...interfaceUp, ...seen } }
}
