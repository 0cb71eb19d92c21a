/** What fails in a played network while its lines are whole: tunnels and sessions. */
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { hasSession, hasTunnel } from './played-vpn.ts'
import { rotas } from './rotas.ts'
import type { Rhythm } from './rotas.ts'

export interface LayerFaults {
  isTunnelDown(linkId: string, at: number): boolean
  isSessionDown(linkId: string, at: number): boolean
  /** When its session was last begun anew, for as long as that is worth telling; null: not lately. */
  sessionResetAt(linkId: string, at: number): number | null
}

export const noLayerFaults: LayerFaults = {
  isTunnelDown: () => false,
  isSessionDown: () => false,
  sessionResetAt: () => null,
}

const minuteMs = 60_000

/** Rarer than what befalls lines, and long enough for two or three visits to see it. */
const rhythms = {
  tunnel: {
    everyMs: 10 * minuteMs,
    latestStartMs: 2 * minuteMs,
    shortestMs: 4 * minuteMs,
    longestMs: 8 * minuteMs,
    restSlots: 2,
    fullAt: 14,
    membersARota: 24,
  },
  session: {
    everyMs: 12 * minuteMs,
    latestStartMs: 2 * minuteMs,
    shortestMs: 4 * minuteMs,
    longestMs: 8 * minuteMs,
    restSlots: 2,
    fullAt: 40,
    membersARota: 46,
  },
  // The reset itself is over at once; the turn is only how long whoever asks can still learn of it.
  reset: {
    everyMs: 8 * minuteMs,
    latestStartMs: 3 * minuteMs,
    shortestMs: 10 * minuteMs,
    longestMs: 10 * minuteMs,
    restSlots: 3,
    fullAt: 40,
    membersARota: 46,
  },
} satisfies Record<string, Rhythm & { membersARota: number }>

/** @param isWell nothing else befalls the satker of that code. */
export function planLayerFaults(
  network: Network,
  isWell: (satker: string, at: number) => boolean,
): LayerFaults {
  const { seed } = network.simulator
  const owner = new Map(network.links.map(({ id, satker }) => [id, satker]))
  const isFree = (link: string, at: number) => isWell(owner.get(link)!, at)
  const among = (links: readonly Link[], name: keyof typeof rhythms) =>
    rotas(
      links.map(({ id }) => ({ id, weight: 1 })),
      { ...rhythms[name], seed, name, isFree },
    )
  const tunnel = among(network.links.filter(hasTunnel), 'tunnel')
  const withSession = network.links.filter(hasSession)
  const session = among(withSession, 'session')
  const reset = among(withSession, 'reset')
  return {
    isTunnelDown: (link, at) => tunnel(link, at) !== null,
    isSessionDown: (link, at) => session(link, at) !== null,
    sessionResetAt: (link, at) => reset(link, at)?.from ?? null,
  }
}
