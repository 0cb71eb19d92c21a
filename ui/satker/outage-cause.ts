/** Why a link was out, as far as anything was seen of it. */
import type { Outage } from '../../collector/domain/outage.ts'
import type { EvidenceKind } from '../../collector/domain/status.ts'

/** That nobody could look any more tells nothing of why it was out, nor that it came back. */
const blindness: ReadonlySet<EvidenceKind> = new Set(['not-watched', 'cut-off'])

/** What an outage ends with tells nothing of its cause. */
const endings: ReadonlySet<EvidenceKind> = new Set([
  ...blindness,
  'first-reading',
  'answered',
  'interface-up',
  'tunnel-up',
  'session-up',
  'within-limits',
])

/** The last observation before it ended; that the router says its interface is down says more than silence. */
export function causeOfOutage({ evidence }: Pick<Outage, 'evidence'>): EvidenceKind | null {
  const against = evidence.map(({ what }) => what).filter((what) => !endings.has(what))
  return against.includes('interface-down') ? 'interface-down' : (against.at(-1) ?? null)
}

/** Whether it ended because our knowledge did: nobody saw it recover. */
export function endedUnwatched({ ended, evidence }: Pick<Outage, 'ended' | 'evidence'>): boolean {
  return ended !== null && evidence.some(({ what }) => blindness.has(what))
}
