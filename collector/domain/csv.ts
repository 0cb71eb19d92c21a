import { visibleText } from './visible-text.ts'

/** Excel takes UTF-8 for what it is only where this stands first (RFC 3629, section 6). */
export const csvStart = '\ufeff'

/**
 * Where a spreadsheet would begin to compute instead of show: `=`, `+`, `-` and `@`, also full-width, and the controls
 * that some take for a beginning. At the start of a text, and after what would start a cell for whoever reads the table
 * with another separator than it has.
 */
const formula = /(^|[,;|\t])(["'\s\ufeff]*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/gu

/**
 * A line of a table as Excel opens it with a click where the decimal sign is a comma, as in Indonesia: RFC 4180 with `;`
 * between the cells. Numbers stay numbers; what would be computed in a text gets an apostrophe before it, and controls
 * are shown. Null is an empty cell.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(';')}\r\n`
}

function cellOf(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = visibleText(cell.replace(formula, "$1'$2"))
  return /[";,|]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text
}
