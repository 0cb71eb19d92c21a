import { isOperationallyDown } from '../domain/interface-state.ts'
import { lateEvidence, type LateEvidence } from '../domain/late-evidence.ts'
import type { Visit } from '../domain/reading.ts'
import { momentOf } from '../domain/uptime.ts'
import type { TrackedLink } from './tracked-link.ts'
import { changedAt } from './visit.ts'

/** What a visit tells of the link's last outage, and was not told before; null where it tells nothing. */
export function learnFrom(one: TrackedLink, visit: Visit): LateEvidence | null {
  if (one.lastOutage === null) return null
  const reading = visit.interfaces.get(one.link.id)
  const operStatus = reading?.operStatus ?? null
  const evidence = lateEvidence(one.lastOutage, {
    interfaceDown: operStatus === null ? null : isOperationallyDown(operStatus),
    interfaceChangedAt: reading ? changedAt(visit, reading) : null,
    startedAt: Math.round(momentOf(visit, 0)),
  })
  if (evidence.length === 0) return null
  const { began, added } = one.lastOutage
  one.lastOutage = { ...one.lastOutage, added: [...added, ...evidence.map(({ what }) => what)] }
  return { link: one.link.id, began, evidence }
}
