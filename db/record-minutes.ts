import type { Transaction } from 'kysely'
import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { rewindFolding } from './fold-progress.ts'
import { known, knownLinks } from './known-link.ts'
import type { Store } from './open-store.ts'
import { toMinuteReading } from './reading-row.ts'
import type { Database } from './schema.ts'

/** As many rows as one statement and one turn of the event loop take without being noticed. */
const rowsATransaction = 500

/**
 * Writes rows by (at, link). A second row for the same minute, as after a restart within it, replaces what
 * it has measured itself, the echoes as one and each rate and count for itself, and leaves the rest: so
 * that writing the same rows again, after half of them failed, changes nothing.
 */
export async function recordMinutes(store: Store, rows: MinuteRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsATransaction) {
    const some = rows.slice(start, start + rowsATransaction)
    await store.write((trx) => insertMinutes(trx, some))
  }
}

async function insertMinutes(trx: Transaction<Database>, rows: MinuteRow[]): Promise<void> {
  const links = await knownLinks(
    trx,
    rows.map((row) => row.link),
  )
  const readings = rows.map((row) => toMinuteReading(known(links, row.link).id, row.at, row))
  await trx
    .insertInto('minute_reading')
    .values(readings)
    .onConflict((conflict) =>
      conflict.columns(['at', 'link']).doUpdateSet((set) => {
        const echo = (column: EchoColumn) =>
          set
            .case()
            .when('excluded.asked', 'is', null)
            .then(set.ref(`minute_reading.${column}`))
            .else(set.ref(`excluded.${column}`))
            .end()
        const newer = (column: CounterColumn) =>
          set.fn.coalesce(`excluded.${column}`, `minute_reading.${column}`)
        return {
          asked: echo('asked'),
          answered: echo('answered'),
          rtt_min_us: echo('rtt_min_us'),
          rtt_median_us: echo('rtt_median_us'),
          rtt_max_us: echo('rtt_max_us'),
          in_bits_per_second: newer('in_bits_per_second'),
          out_bits_per_second: newer('out_bits_per_second'),
          in_errors: newer('in_errors'),
          out_errors: newer('out_errors'),
          in_discards: newer('in_discards'),
          out_discards: newer('out_discards'),
        }
      }),
    )
    .execute()
  await rewindFolding(trx, Math.min(...rows.map((row) => row.at)))
}

type EchoColumn = 'asked' | 'answered' | 'rtt_min_us' | 'rtt_median_us' | 'rtt_max_us'
type CounterColumn =
  'in_bits_per_second' | 'out_bits_per_second' | 'in_errors' | 'out_errors' | 'in_discards' | 'out_discards'
