/** Why a link was out, as far as anything was seen of it. */
import type { Outage } from '../../collector/domain/outage.ts'
import type { EvidenceKind } from '../../collector/domain/status.ts'

/** What an outage ends with tells nothing of its cause. */
const recoveries: ReadonlySet<EvidenceKind> = new Set([
  'first-reading',
  'answered',
  'interface-up',
  'within-limits',
])

/** The last observation before it ended; that the router says its interface is down says more than silence. */
export function causeOfOutage({ evidence }: Pick<Outage, 'evidence'>): EvidenceKind | null {
  const against = evidence.map(({ what }) => what).filter((what) => !recoveries.has(what))
  return against.includes('interface-down') ? 'interface-down' : (against.at(-1) ?? null)
}
