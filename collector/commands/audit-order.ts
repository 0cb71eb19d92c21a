import type { AuditFilter } from '../access/audit-trail.ts'
import type { CommandOptions } from './command.ts'

/** What is wanted of the audit trail. */
export type AuditOrder =
  | { act: 'verify'; data: string; heads: string[] }
  | { act: 'list'; data: string; filter: AuditFilter; limit: number }
  | { act: 'export'; data: string; filter: AuditFilter }

const acts = ['verify', 'list', 'export'] as const
const limitMost = 1_000_000
const limitDefault = 100

/** Which options belong to which act, beside --data. */
const filterNames = ['from', 'to', 'who', 'what', 'outcome']
const takes = { verify: ['head'], list: [...filterNames, 'limit'], export: filterNames }

/** A text says what was not understood, and what would be right. */
export function readAuditOrder(operands: string[], { values, lists }: CommandOptions): AuditOrder | string {
  const act = acts.find((each) => each === operands[0])
  if (act === undefined || operands.length > 1)
    return `write audit verify, audit list or audit export, not "audit ${operands.join(' ')}"`
  const given = [
    ...Object.keys(values).filter((name) => values[name] !== undefined),
    ...(lists.head?.length ? ['head'] : []),
  ]
  const foreign = given.find((name) => name !== 'data' && !takes[act].includes(name))
  if (foreign !== undefined) return `audit ${act} takes no --${foreign}`
  const data = values.data ?? 'data'
  if (act === 'verify') return readVerify(data, lists.head ?? [])
  const filter = readFilter(values)
  if (typeof filter === 'string') return filter
  if (act === 'export') return { act, data, filter }
  const limit = Number(values.limit ?? limitDefault)
  if (!/^\d+$/.test(values.limit ?? '1') || limit < 1 || limit > limitMost)
    return `--limit ${values.limit}: write a number from 1 to ${limitMost}`
  return { act, data, filter, limit }
}

function readVerify(data: string, given: string[]): AuditOrder | string {
  const heads = given.map((head) => head.toLowerCase())
  const wrong = heads.find((head) => !/^[0-9a-f]{64}$/.test(head))
  if (wrong === undefined) return { act: 'verify', data, heads }
  return `--head ${wrong}: write the 64 hexadecimal digits of "hash" in a line audit-head of the log`
}

function readFilter(values: CommandOptions['values']): AuditFilter | string {
  const times = { from: readTime(values.from), to: readTime(values.to) }
  for (const name of ['from', 'to'] as const) {
    if (times[name] === undefined)
      return `--${name} ${values[name]}: write 2026-11-27 (midnight here), 2026-11-27T08:00:00+07:00 or epoch milliseconds`
  }
  const { from = null, to = null } = times
  if (from !== null && to !== null && from >= to)
    return `--from ${values.from} is not before --to ${values.to}`
  const { who = null, what = null, outcome = null } = values
  if (outcome !== null && outcome !== 'done' && outcome !== 'refused')
    return `--outcome ${outcome}: write done or refused`
  return { from, to, who, what, outcome }
}

/** Epoch milliseconds; null where nothing is given, undefined where it is no time. */
function readTime(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  if (/^\d{9,15}$/.test(text)) return Number(text)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  const at = isDay ? Date.parse(`${text}T00:00:00`) : isMoment ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
