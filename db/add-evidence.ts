import type { Transaction } from 'kysely'
import type { LateEvidence } from '../collector/domain/late-evidence.ts'
import type { Outage } from '../collector/domain/outage.ts'
import { saveOutage, selectOutages, toOutage } from './outage-row.ts'
import type { Database } from './schema.ts'

/**
 * Adds evidence to outages, in the order of its time; a kind that an outage has already is not added again. Answers
 * with the outages that have more than before; one that is not there is passed over.
 */
export async function addEvidence(
  trx: Transaction<Database>,
  learned: readonly LateEvidence[],
): Promise<Outage[]> {
  const changed: Outage[] = []
  for (const { link, began, evidence } of learned) {
    const row = await selectOutages(trx)
      .where('link.name', '=', link)
      .where('began', '=', began)
      .orderBy('outage.id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined) continue
    const outage = toOutage(row)
    const fresh = evidence.filter(({ what }) => outage.evidence.every((had) => had.what !== what))
    if (fresh.length === 0) continue
    const all = [...outage.evidence, ...fresh].toSorted((one, other) => one.at - other.at)
    changed.push(await saveOutage(trx, { ...outage, evidence: all }))
  }
  return changed
}
