import type { Transaction } from 'kysely'
import type { Evidence, StatusChange } from '../collector/domain/status.ts'
import { everything } from '../collector/domain/scope.ts'
import { loadStatuses } from './load-statuses.ts'
import { openOutagesOf, saveOutage } from './outage-row.ts'
import { recordChanges } from './record-changes.ts'
import type { Database } from './schema.ts'

/**
 * Of a link that was removed nothing is known from then on: its status becomes unknown, and an outage
 * that was open ended where our knowledge did, or it would stay open for ever.
 */
export async function endHistory(
  trx: Transaction<Database>,
  removed: { id: number; name: string }[],
  at: number,
  watchedUntil: number,
): Promise<void> {
  if (removed.length === 0) return
  const statuses = await loadStatuses(trx, everything)
  for (const link of removed) {
    const last = statuses.get(link.name)
    if (!last) continue
    const evidence: Evidence[] = [{ at: watchedUntil, what: 'not-watched' }]
    const change: StatusChange = {
      link: link.name,
      at: Math.max(watchedUntil, last.since),
      from: last.status,
      fromSince: last.since,
      to: 'unknown',
      because: null,
      evidence,
    }
    if (last.status !== 'unknown') await recordChanges(trx, [change], at)
    await closeOutage(trx, link, last.status === 'unknown' ? last.since : change.at, evidence)
  }
}

async function closeOutage(
  trx: Transaction<Database>,
  link: { id: number; name: string },
  knownUntil: number,
  evidence: Evidence[],
): Promise<void> {
  const open = (await openOutagesOf(trx, [link])).get(link.name)
  if (!open) return
  const ended = Math.max(open.began, knownUntil)
  await saveOutage(trx, { ...open, ended, evidence: [...open.evidence, ...evidence] })
}
