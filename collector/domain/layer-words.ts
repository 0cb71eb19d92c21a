/** What those who can be asked of a link say at one moment, and whether an answer from our side of its line tells of it. */
import type { LayerBench } from './layer-findings.ts'
import { type Word, wordOf } from './voice.ts'
import type { VpnBelief } from './vpn-belief.ts'

export interface Words {
  endpoint: Word | null
  peer: Word | null
  ike: Word | null
}

export function wordsOf({ peer, ike, kept }: VpnBelief, bench: LayerBench): Words {
  const { at, holdsMs } = bench
  // A gateway that never answered IKE is not silent: it may never have been one.
  const everAnswered = (ike?.lastAnswerAt ?? null) !== null || kept.tunnel?.by === 'ike'
  return {
    endpoint: wordOfEndpoint(bench),
    peer: wordOf(peer, at, holdsMs.echo),
    ike: wordOf(everAnswered ? ike : null, at, holdsMs.ike),
  }
}

/** `pending`: it did until the far end fell silent, and was not asked since. */
export type LineProof = 'carries' | 'pending' | 'none'

/** What answered may have been on its way when the line broke. */
const slackMs = 2_000

/**
 * Whether the line carries though its far end may be silent. The gateway of its tunnel stands on our side of it: that
 * it answers tells nothing of the line unless the router answers as well, and that by no other of its links. Of a
 * router that is never asked, only a gateway of this link alone may tell, for it may stand anywhere.
 */
export function lineProof({ agent }: VpnBelief, endpoint: Word | null, bench: LayerBench): LineProof {
  if (!bench.isAgentAsked) return bench.isGatewayShared ? 'none' : 'carries'
  if (bench.isRouterReachedElsewhere) return 'none'
  const word = wordOf(agent, bench.at, bench.holdsMs.visit)
  if (agent?.lastAnswerAt == null || word?.says !== 'answers') return 'none'
  const wasHeardSince = endpoint?.says !== 'silent' || agent.lastAnswerAt >= endpoint.since + slackMs
  return wasHeardSince ? 'carries' : 'pending'
}

/** Silent as the link's own patience has it. */
function wordOfEndpoint({ belief, limits, at, holdsMs }: LayerBench): Word | null {
  const { firstMissAt, firstAnswerAt, lastMissAt, lastAnswerAt, lostInARow } = belief
  const heardAt = Math.max(lastMissAt ?? 0, lastAnswerAt ?? 0)
  if (at - heardAt > holdsMs.echo) return null
  if (firstMissAt === null) return firstAnswerAt === null ? null : { says: 'answers', since: firstAnswerAt }
  return { says: lostInARow >= limits.downAfter ? 'silent' : 'unsure', since: firstMissAt }
}
