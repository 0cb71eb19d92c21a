import type { AuditEntry } from '../../db/find-audit.ts'
import { csvLine, csvStart } from '../domain/csv.ts'

const columns = ['id', 'at', 'time_utc', 'who', 'what', 'subject', 'outcome', 'before', 'after', 'address']

/** The audit trail as a table, page by page: `id` and `at` (epoch milliseconds) are numbers, all else is text. */
export async function* auditCsv(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  yield csvStart + csvLine(columns)
  for await (const page of pages) yield page.map(lineOf).join('')
}

function lineOf(entry: AuditEntry): string {
  const { id, at, who, what, subject, outcome, before, after, address } = entry
  return csvLine([id, at, timeOf(at), who, what, subject, outcome, jsonOf(before), jsonOf(after), address])
}

/** As a spreadsheet takes it for a time; empty where another hand left what is none. */
function timeOf(at: number): string | null {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? null : time.toISOString().slice(0, 19).replace('T', ' ')
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
