import type { MinuteRow } from '../collector/domain/minute-row.ts'
import { rewindFolding } from './fold-progress.ts'
import { LinkRows } from './link-rows.ts'
import type { Store } from './open-store.ts'
import { toMinuteReading } from './reading-row.ts'
import { runForEach } from './run-for-each.ts'
import type { Trx } from './trx.ts'

/** As many rows as one turn of the event loop takes without being noticed. */
const rowsATransaction = 500

const nothing: Omit<MinuteRow, 'link' | 'at'> = {
  asked: null,
  answered: null,
  rttMinMs: null,
  rttMedianMs: null,
  rttMaxMs: null,
  inBitsPerSecond: null,
  outBitsPerSecond: null,
  inErrors: null,
  outErrors: null,
  inDiscards: null,
  outDiscards: null,
}

/**
 * Writes rows by (at, link). A second row for the same minute, as after a restart within it, replaces what
 * it has measured itself, the echoes as one and each rate and count for itself, and leaves the rest: so
 * that writing the same rows again, after half of them failed, changes nothing.
 */
export async function recordMinutes(
  store: Store,
  rows: readonly MinuteRow[],
  links: LinkRows = new LinkRows(),
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsATransaction) {
    const some = rows.slice(start, start + rowsATransaction)
    await store.write((trx) => insertMinutes(trx, some, links))
  }
}

async function insertMinutes(trx: Trx, rows: readonly MinuteRow[], links: LinkRows): Promise<void> {
  const numbers = await links.of(
    trx,
    rows.map((row) => row.link),
  )
  let first = Infinity
  const readings: unknown[][] = []
  for (const row of rows) {
    first = Math.min(first, row.at)
    readings.push(Object.values(toMinuteReading(numbers.get(row.link)!, row.at, row)))
  }
  await runForEach(trx, insertMinute(trx), readings)
  await rewindFolding(trx, first)
}

/** The parameters are the columns of the row in their order. */
function insertMinute(trx: Trx) {
  return trx
    .insertInto('minute_reading')
    .values(toMinuteReading(0, 0, nothing))
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
}

type EchoColumn = 'asked' | 'answered' | 'rtt_min_us' | 'rtt_median_us' | 'rtt_max_us'
type CounterColumn =
  'in_bits_per_second' | 'out_bits_per_second' | 'in_errors' | 'out_errors' | 'in_discards' | 'out_discards'
