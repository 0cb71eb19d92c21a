/** Reads a table of holidays: `date,name,provinces`, where provinces are Kemendagri codes parted by space or `;`. */
import type { Holiday } from '../domain/calendar.ts'
import { parseDate } from './local-time.ts'
import { shown } from './shown.ts'

type Report = (line: number, column: number, message: string) => void

const longestRow = 1000

export function parseHolidays(table: string, report: Report): Holiday[] {
  const holidays: Holiday[] = []
  for (const [i, row] of table.split(/\r?\n/).entries()) {
    if (row.trim() === '' || row.startsWith('#') || (i === 0 && /^"?date"?\s*,/i.test(row))) continue
    const complain = (message: string) => report(i + 1, 1, message)
    const fields = row.length > longestRow ? [] : splitRow(row)
    if (fields?.length === 0) complain(`is longer than ${longestRow} characters; is this the right file?`)
    else if (fields === null) complain('a quote is not closed; write "" for a quote inside quotes')
    else if (fields.length > 3)
      complain('has more than date,name,provinces; put a name with a comma in quotes')
    else {
      const holiday = readRow(fields, complain)
      if (holiday) holidays.push(holiday)
    }
  }
  return holidays
}

function readRow(
  [day = '', name = '', list = '']: string[],
  complain: (message: string) => void,
): Holiday | null {
  const date = parseDate(day)
  const provinces = list.split(/[\s;]+/).filter((code) => code !== '')
  const wrong = provinces.find((code) => !/^\d{2}$/.test(code))
  if (date === null) complain(`${shown(day)} is not a date that exists; write it like 2026-08-17`)
  if (wrong !== undefined) complain(`${shown(wrong)} is not a province; write its two digits, such as 31`)
  if (date === null || wrong !== undefined) return null
  return { date, name: name === '' ? null : name, provinces: provinces.length === 0 ? null : provinces }
}

/** Quotes stand where a field holds a comma; null where a quote stays open. */
function splitRow(row: string): string[] | null {
  const fields: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const match = field.exec(row)
    if (!match) return null
    const [, quoted, plain = '', end] = match
    fields.push((quoted?.replaceAll('""', '"') ?? plain).trim())
    if (end === '') return fields
  }
}
