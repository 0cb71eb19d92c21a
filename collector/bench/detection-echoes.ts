/** Far ends that lose echoes at random, each echo by itself, and those that are cut. */
import type { IcmpProbe, RoundTrips } from '../probe/icmp/icmp-probe.ts'
import type { MadeTime } from './detection-time.ts'

export interface LossyWorld {
  time: MadeTime
  /** Of each echo, 0..1. */
  lossRatio: number
  /** Addresses that answer nothing. */
  cut: ReadonlySet<string>
  random: () => number
}

const rttMs = 20

export interface LossyEchoes extends IcmpProbe {
  readonly asked: number
}

export function createLossyEchoes(world: LossyWorld): LossyEchoes {
  let asked = 0
  return {
    by: 'fping',
    get asked() {
      return asked
    },
    advice: () => null,
    async ask(addresses, count, { periodMs, timeoutMs }) {
      const answers: RoundTrips = new Map()
      let isAnyLost = false
      for (const address of addresses) {
        const isCut = world.cut.has(address)
        const rttsMs: (number | null)[] = []
        for (let nth = 0; nth < count; nth++) {
          const isLost = isCut || world.random() < world.lossRatio
          isAnyLost ||= isLost
          rttsMs.push(isLost ? null : rttMs)
        }
        answers.set(address, rttsMs)
      }
      asked += addresses.length * count
      await world.time.wait((count - 1) * periodMs + (isAnyLost ? timeoutMs : rttMs))
      return answers
    },
    close: async () => {},
  }
}

/** Numbers of 0..1 that are the same for the same seed: Mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
