/** From when to when readings and changes are asked, and how finely. */
import { resolutions } from '../domain/resolution.ts'
import type { ReadingsQuery } from './deps.ts'
import { choiceParameter, timeParameter } from './parameters.ts'
import type { Parameters } from './parameters.ts'
import { RequestError } from './request-error.ts'

const dayMs = 86_400_000
const spanLimitMs = 3_653 * dayMs

const coarsest = 3_600_000

/** Of one answer; the coarsest resolution is bounded by the longest span alone. */
const pointLimit = 50_000

type Period = Omit<ReadingsQuery, 'link'>
type Span = Pick<Period, 'from' | 'to'>

export function readPeriod(parameters: Parameters, now: number): Period {
  const { from, to } = readSpan(parameters, now, { mostMs: spanLimitMs, most: 'ten years' })
  const resolution = choiceParameter(parameters, 'resolution', resolutions)
  checkPoints({ from, to, resolution })
  return { from, to, resolution }
}

/** Of the history of all links. */
export function readHistoryPeriod(parameters: Parameters, now: number): Span {
  return readSpan(parameters, now, { mostMs: 31 * dayMs, most: '31 days' })
}

/** Of the availability of one satker: thirty days where nothing else is said. */
export function readLongPeriod(parameters: Parameters, now: number): Span {
  return readSpan(parameters, now, { mostMs: spanLimitMs, most: 'ten years', usualMs: 30 * dayMs })
}

function readSpan(
  parameters: Parameters,
  now: number,
  { mostMs, most, usualMs = dayMs }: { mostMs: number; most: string; usualMs?: number },
): Span {
  const to = timeParameter(parameters, 'to') ?? now
  const from = timeParameter(parameters, 'from') ?? Math.max(0, to - usualMs)
  checkOrder(from, to)
  if (to - from > mostMs)
    throw new RequestError('bad-request', `from and to may be ${most} apart at most; ask for less at a time.`)
  return { from, to }
}

/** Either may be left open. */
export function checkOrder(from: number | null, to: number | null): void {
  if (from !== null && to !== null && from >= to)
    throw new RequestError('bad-request', `from must be before to; ${from} is not before ${to}.`)
}

function checkPoints({ from, to, resolution }: Period): void {
  if (resolution === null || resolution === coarsest || (to - from) / resolution <= pointLimit) return
  const enough = resolutions.find((each) => each === coarsest || (to - from) / each <= pointLimit)
  throw new RequestError(
    'bad-request',
    `That is more than ${pointLimit} points; a resolution of ${enough} would do, or less time.`,
  )
}
