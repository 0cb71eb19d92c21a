/** Reads service hours and holidays, the latter from the file itself or from a table beside it. */
import { type Calendar, type Holiday, weekdays, type WeekHours } from '../domain/calendar.ts'
import type { FilesUnder } from './files-under.ts'
import { parseHolidays } from './holidays.ts'
import { parseHours } from './local-time.ts'
import { type Fields, listOf, mapOf, type Reader } from './map.ts'
import { date, text } from './scalars.ts'

const officeHours = { fromMinute: 450, toMinute: 960 }

/** 07.30 to 16.00, on Friday to 16.30. */
export const defaultHours: WeekHours = {
  mon: officeHours,
  tue: officeHours,
  wed: officeHours,
  thu: officeHours,
  fri: { fromMinute: 450, toMinute: 990 },
}

export function readCalendar(files: FilesUnder): Reader<Calendar> {
  return mapOf((fields) => {
    const week = mapOf((within: Fields) => within.withDefault('hours', mapOf(readWeek), defaultHours))
    return {
      hours: { default: fields.withDefault('default', week, defaultHours) },
      holidays: fields.withDefault('holidays', readHolidays(files), []),
    }
  })
}

/** A day that is not written is not a working day. */
function readWeek(fields: Fields): WeekHours {
  const week: WeekHours = {}
  for (const weekday of weekdays) {
    const worked = fields.optional(weekday, hours)
    if (worked) week[weekday] = worked
  }
  return week
}

const hours: Reader<{ fromMinute: number; toMinute: number }> = (entry) => {
  const written = text(entry)
  if (written === undefined) return undefined
  return parseHours(written) ?? entry.complain(`${entry.written} are no hours; write them like "07:30-16:00"`)
}

function readHolidays(files: FilesUnder): Reader<Holiday[]> {
  return (entry) => {
    if (entry.isList) return listOf(holiday)(entry)
    if (entry.isMap)
      return entry.complain('must be a list of dates, or the path of a CSV file (date,name,provinces)')
    const path = files.path(entry)
    if (path === undefined) return undefined
    const table = files.readText(path, entry)
    return table === null
      ? undefined
      : parseHolidays(table.text, (line, column, message) =>
          files.complain({ file: table.shown, line, column, path: '', message }),
        )
  }
}

const holiday: Reader<Holiday> = (entry) => {
  const day = date(entry)
  return day === undefined ? undefined : { date: day, name: null, provinces: null }
}
