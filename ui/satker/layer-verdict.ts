/** What the layers of a link together say of whose turn it is: from near to far, the first that is down is the cause. */
import type { Layers } from '../../collector/domain/layer.ts'
import type { WireLink } from '../../collector/serve/wire.ts'
import type { WordKey } from '../parts/words.ts'

export interface LayerVerdict {
  /** A sentence without its full stop. */
  key: WordKey & `verdict.${string}`
  /** Epoch milliseconds, where the sentence has a time in it. */
  at?: number
}

/** By then a router's word of before has been replaced, and a BGP session whose way is gone has run out. */
const settledMs = 5 * 60_000
/** For so long a reset that is over is worth a sentence. */
const resetWorthMs = 24 * 3_600_000

/** Null where there is nothing to conclude: all is well, or what it hangs on is gone, or nothing is known. */
export function layerVerdict(
  { layers, status, snmp }: Pick<WireLink, 'layers' | 'status' | 'snmp'>,
  now: number,
): LayerVerdict | null {
  // Of a link behind another one that is gone no layer tells anything of its own.
  if (layers === null || status === 'unreachable') return null
  const { access, tunnel, session } = layers
  const isSettled = (since: number | null) => since !== null && now - since >= settledMs

  if (access?.state === 'down') {
    if (session?.state === 'up' && isSettled(access.since)) return { key: 'verdict.contraryAccess' }
    // It is the router itself that says so of its interface.
    if (access.by === 'interface') return { key: 'verdict.accessAlive' }
    if (snmp === 'silent') return { key: 'verdict.accessSilent' }
    const isHeard = snmp === 'answering' || snmp === 'refused'
    return { key: isHeard && isSettled(access.since) ? 'verdict.accessAlive' : 'verdict.access' }
  }
  if (tunnel?.state === 'down') {
    if (session?.state === 'up' && isSettled(tunnel.since)) return { key: 'verdict.contraryTunnel' }
    if (access?.state !== 'up') return { key: 'verdict.tunnelAlone' }
    return { key: tunnel.by === 'peer-echo' ? 'verdict.tunnelKey' : 'verdict.tunnel' }
  }
  if (session?.state === 'down') return { key: ofSession(layers) }
  if (session?.state !== 'up' || session.resetAt === null) return null
  return now - session.resetAt < resetWorthMs ? { key: 'verdict.reset', at: session.resetAt } : null
}

function ofSession({ access, tunnel, session }: Layers): LayerVerdict['key'] {
  if (session?.by === 'stopped') return 'verdict.stopped'
  if (tunnel?.state === 'up') return 'verdict.sessionOverTunnel'
  return tunnel === null && access?.state === 'up' ? 'verdict.sessionOverAccess' : 'verdict.sessionAlone'
}
