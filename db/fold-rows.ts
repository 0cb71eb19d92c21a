import type { ExpressionBuilder } from 'kysely'
import { type FoldedWidth, readingTable } from './buckets.ts'
import { overWhatWasFolded } from './save-buckets.ts'
import type { Database } from './schema.ts'
import { median } from './sqlite-tables.ts'
import type { Trx } from './trx.ts'

interface Folded {
  /** Where the bucket begins. */
  at: number
  /** Of its parts. */
  times: number[]
  /** Row numbers, half-open. */
  links: { from: number; to: number }
}

/** Folds the parts of one bucket of each link by one statement, into what `fold` of the domain would make of them. */
export async function foldRows(trx: Trx, width: FoldedWidth, folded: Folded): Promise<void> {
  const table = readingTable[width]
  const parts = width === 300_000 ? ofMinutes(trx, folded) : ofFiveMinutes(trx, folded)
  await trx
    .insertInto(table)
    .columns(columns)
    .expression(parts)
    .onConflict((conflict) => overWhatWasFolded(conflict, table))
    .execute()
}

/** In the order in which they are selected. */
const columns = [
  'at',
  'link',
  'asked',
  'answered',
  'rtt_min_us',
  'rtt_median_us',
  'rtt_max_us',
  'in_errors',
  'out_errors',
  'in_discards',
  'out_discards',
  'in_bits_per_second',
  'out_bits_per_second',
  'in_bits_per_second_max',
  'out_bits_per_second_max',
  'measured_minutes',
  'in_measured_minutes',
  'out_measured_minutes',
] as const

type Minutes = ExpressionBuilder<Database, 'minute_reading'>
type FiveMinutes = ExpressionBuilder<Database, 'five_minute_reading'>
type Direction = 'in' | 'out'

function ofMinutes(trx: Trx, { at, times, links }: Folded) {
  const rate = (of: Minutes, direction: Direction) =>
    of.cast<number>(of.fn('round', [of.fn.avg(`${direction}_bits_per_second`)]), 'integer')
  return trx
    .selectFrom('minute_reading')
    .select((of) => [of.val(at).as('at'), 'link', ...countsAndDelays(of as FiveMinutes)])
    .select((of) => [rate(of, 'in').as('in_mean'), rate(of, 'out').as('out_mean')])
    .select((of) => [
      of.fn.max('in_bits_per_second').as('in_most'),
      of.fn.max('out_bits_per_second').as('out_most'),
      of.fn.countAll().as('minutes'),
      of.fn.count('in_bits_per_second').as('in_minutes'),
      of.fn.count('out_bits_per_second').as('out_minutes'),
    ])
    .where('at', 'in', times)
    .where('link', '>=', links.from)
    .where('link', '<', links.to)
    .groupBy('link')
}

function ofFiveMinutes(trx: Trx, { at, times, links }: Folded) {
  return trx
    .selectFrom('five_minute_reading')
    .select((of) => [of.val(at).as('at'), 'link', ...countsAndDelays(of)])
    .select((of) => [weighed(of, 'in').as('in_mean'), weighed(of, 'out').as('out_mean')])
    .select((of) => [
      of.fn.max('in_bits_per_second_max').as('in_most'),
      of.fn.max('out_bits_per_second_max').as('out_most'),
      of.fn.sum('measured_minutes').as('minutes'),
      of.fn.sum('in_measured_minutes').as('in_minutes'),
      of.fn.sum('out_measured_minutes').as('out_minutes'),
    ])
    .where('at', 'in', times)
    .where('link', '>=', links.from)
    .where('link', '<', links.to)
    .groupBy('link')
}

/** The mean of a rate by the minutes it was measured over, of which there are none where it is null. */
function weighed(of: FiveMinutes, direction: Direction) {
  const minutes = `${direction}_measured_minutes` as const
  const bits = of.fn.sum(of(`${direction}_bits_per_second`, '*', of.ref(minutes)))
  const mean = of(of.cast<number>(bits, 'real'), '/', of.fn.sum<number>(minutes))
  return of.cast<number>(of.fn('round', [mean]), 'integer')
}

/** What is folded alike of minutes and of five minutes. */
function countsAndDelays(of: FiveMinutes) {
  return [
    of.fn.sum('asked').as('asked'),
    of.fn.sum('answered').as('answered'),
    of.fn.min('rtt_min_us').as('rtt_min_us'),
    of.cast<number>(of.fn('round', [of.fn(median, ['rtt_median_us'])]), 'integer').as('rtt_median_us'),
    of.fn.max('rtt_max_us').as('rtt_max_us'),
    of.fn.sum('in_errors').as('in_errors'),
    of.fn.sum('out_errors').as('out_errors'),
    of.fn.sum('in_discards').as('in_discards'),
    of.fn.sum('out_discards').as('out_discards'),
  ] as const
}
