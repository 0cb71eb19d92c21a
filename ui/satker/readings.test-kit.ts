/** Readings for the tests of the page, whole, with only what matters said. */
import type { WireReadings } from '../../collector/serve/wire.ts'

export function readingsOf(given: Partial<WireReadings> & { at: number[] }): WireReadings {
  const none = () => given.at.map(() => null)
  return {
    id: 'main',
    resolution: 60_000,
    asked: given.at.map(() => 6),
    answered: given.at.map(() => 6),
    rttMinMs: none(),
    rttMedianMs: none(),
    rttMaxMs: none(),
    inBitsPerSecond: none(),
    outBitsPerSecond: none(),
    inErrors: none(),
    outErrors: none(),
    inDiscards: none(),
    outDiscards: none(),
    ...given,
  }
}
