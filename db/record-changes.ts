import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { outageStep } from '../collector/domain/outage-step.ts'
import type { Outage } from '../collector/domain/outage.ts'
import type { StatusChange } from '../collector/domain/status.ts'
import { known, knownLinks } from './known-link.ts'
import type { KnownLink } from './known-link.ts'
import { insertOutage, openOutagesOf, saveOutage } from './outage-row.ts'
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
  if (changes.length === 0) return []
  const named = changes.flatMap(({ link, because }) => (because === null ? [link] : [link, because]))
  const links = await knownLinks(trx, named)
  const open = await openOutagesOf(trx, [...links.values()])
  const touched = new Map<number, Outage>()
  for (const [index, change] of changes.entries()) {
    if (index % changesATurn === changesATurn - 1) await nextTurn()
    if (!(await insertChange(trx, links, change, recordedAt))) continue
    for (const outage of await applyStep(trx, links, open, change)) touched.set(outage.id, outage)
  }
  return [...touched.values()]
}

/** False when it was already there. */
async function insertChange(
  trx: Transaction<Database>,
  links: Map<string, KnownLink>,
  change: StatusChange,
  recordedAt: number,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('status_change')
    .values({
      link: known(links, change.link).id,
      at: change.at,
      from_status: change.from,
      from_since: change.fromSince,
      to_status: change.to,
      because: change.because === null ? null : known(links, change.because).id,
      evidence: JSON.stringify(change.evidence),
      recorded_at: recordedAt,
    })
    .onConflict((conflict) => conflict.columns(['link', 'at', 'to_status']).doNothing())
    .executeTakeFirstOrThrow()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** Keeps `open` as the database has it. */
async function applyStep(
  trx: Transaction<Database>,
  links: Map<string, KnownLink>,
  open: Map<string, Outage>,
  change: StatusChange,
): Promise<Outage[]> {
  const touched: Outage[] = []
  const before = open.get(change.link) ?? null
  const step = outageStep(before, change)
  if (before && step.close) {
    const evidence = [...before.evidence, ...step.close.evidence]
    touched.push(await saveOutage(trx, { ...before, ended: step.close.ended, evidence }))
    open.delete(change.link)
  }
  if (before && step.prolong) {
    const prolonged = { ...before, unwatchedMs: step.prolong.unwatchedMs }
    touched.push(await saveOutage(trx, prolonged))
    open.set(change.link, prolonged)
  }
  if (step.open) {
    const parent =
      step.open.status === 'unreachable' && change.because !== null ? open.get(change.because) : null
    const { id, satker } = known(links, change.link)
    const opened = {
      link: change.link,
      satker,
      ...step.open,
      ended: null,
      unwatchedMs: 0,
      because: parent?.id ?? null,
      evidence: change.evidence,
    }
    const outage = { id: await insertOutage(trx, id, opened), ...opened }
    touched.push(outage)
    open.set(change.link, outage)
  }
  return touched
}
