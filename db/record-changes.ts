import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { outageStep } from '../collector/domain/outage-step.ts'
import type { OutageStep } from '../collector/domain/outage-step.ts'
import type { Outage } from '../collector/domain/outage.ts'
import type { Evidence, StatusChange } from '../collector/domain/status.ts'
import { knownLink } from './known-link.ts'
import { selectOutages, toOutage } from './outage-row.ts'
import type { Database } from './schema.ts'

/** A hub takes thousands of links with it; their transaction lets the rest of the program breathe. */
const changesATurn = 100

/**
 * Writes the changes and what they do to the outages, parents before what hangs on them. Answers with
 * every outage that was opened, closed or prolonged, as it now stands. A change that is already written
 * does nothing a second time.
 */
export async function recordChanges(
  trx: Transaction<Database>,
  changes: StatusChange[],
  recordedAt: number,
): Promise<Outage[]> {
  const touched = new Map<number, Outage>()
  for (const [index, change] of changes.entries()) {
    if (index % changesATurn === changesATurn - 1) await nextTurn()
    const link = await knownLink(trx, change.link)
    if (!(await insertChange(trx, link, change, recordedAt))) continue
    const open = await openOutage(trx, change.link)
    for (const outage of await applyStep(trx, link, open, outageStep(open, change), change)) {
      touched.set(outage.id, outage)
    }
  }
  return [...touched.values()]
}

/** False when it was already there. */
async function insertChange(
  trx: Transaction<Database>,
  link: number,
  change: StatusChange,
  recordedAt: number,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('status_change')
    .values({
      link,
      at: change.at,
      from_status: change.from,
      from_since: change.fromSince,
      to_status: change.to,
      because: change.because === null ? null : await knownLink(trx, change.because),
      evidence: JSON.stringify(change.evidence),
      recorded_at: recordedAt,
    })
    .onConflict((conflict) => conflict.columns(['link', 'at', 'to_status']).doNothing())
    .executeTakeFirstOrThrow()
  return inserted.numInsertedOrUpdatedRows === 1n
}

async function applyStep(
  trx: Transaction<Database>,
  link: number,
  open: Outage | null,
  step: OutageStep,
  change: StatusChange,
): Promise<Outage[]> {
  const touched: number[] = []
  if (open && step.close) {
    const evidence: Evidence[] = [...open.evidence, ...step.close.evidence]
    await trx
      .updateTable('outage')
      .set({ ended: step.close.ended, evidence: JSON.stringify(evidence) })
      .where('id', '=', open.id)
      .execute()
    touched.push(open.id)
  }
  if (open && step.prolong) {
    await trx
      .updateTable('outage')
      .set({ unwatched_ms: step.prolong.unwatchedMs })
      .where('id', '=', open.id)
      .execute()
    touched.push(open.id)
  }
  if (step.open) {
    const parent = change.because === null ? null : await openOutage(trx, change.because)
    const { id } = await trx
      .insertInto('outage')
      .values({
        link,
        status: step.open.status,
        began: step.open.began,
        ended: null,
        unwatched_ms: 0,
        because: step.open.status === 'unreachable' ? (parent?.id ?? null) : null,
        evidence: JSON.stringify(change.evidence),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    touched.push(id)
  }
  if (touched.length === 0) return []
  const rows = await selectOutages(trx).where('outage.id', 'in', touched).orderBy('outage.id').execute()
  return rows.map(toOutage)
}

async function openOutage(trx: Transaction<Database>, link: string): Promise<Outage | null> {
  const row = await selectOutages(trx)
    .where('link.name', '=', link)
    .where('ended', 'is', null)
    .executeTakeFirst()
  return row ? toOutage(row) : null
}
