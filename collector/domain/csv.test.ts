import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'

const cases: [what: string, cell: string | number | null, written: string][] = [
  ['a word', 'budi', 'budi'],
  ['nothing', null, ''],
  ['a number, also below zero', -5, '-5'],
  ['a time', 1_795_330_000_000, '1795330000000'],
  ['quotes and separators', 'a;"b",c', '"a;""b"",c"'],
  ['spaces at an end', ' a', '" a"'],
  ['a line end', 'a\r\nb', 'a\\u000d\\u000ab'],
  ['a formula', '=1+1', "'=1+1"],
  ['a sum', '+1', "'+1"],
  ['what looks like a number but is a text', '-5', "'-5"],
  ['a function of old', '@SUM(A1)', "'@SUM(A1)"],
  ['a tabulator before a formula', '\t=1', "'\\u0009=1"],
  ['a carriage return', '\r=1', "'\\u000d=1"],
  ['a line feed before a formula', '\n=1', "'\\u000a=1"],
  ['spaces before a formula', '  =1', "'  =1"],
  ['quotes before a formula', '"=1"', `"'""=1"""`],
  ['a formula in the middle, for who splits there', 'a,=1;-2|@x', `"a,'=1;'-2|'@x"`],
  ['full-width signs', '＝1', "'＝1"],
  ['a full-width plus', '＋1', "'＋1"],
  ['a full-width minus', '－1', "'－1"],
  ['a full-width at', '＠A', "'＠A"],
  ['a command', "=cmd|'/c calc'!A1", `"'=cmd|'/c calc'!A1"`],
  ['a link that is quoted', '=HYPERLINK("http://x";"y")', '"\'=HYPERLINK(""http://x"";""y"")"'],
  ['an address', 'fe80::1', 'fe80::1'],
]

describe('a cell of a table', () => {
  it.each(cases)('holds %s', (_, cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`)
  })

  const sign = fc.constantFrom(...'=+-@\t\r\n"\';,| a1\u001b＝＋－＠'.split(''))
  const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: sign }))

  it('is one cell, and one line, of what would be computed by nobody', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (cells) => {
        const line = csvLine(cells)
        expect(line.search(/[\r\n]/)).toBe(line.length - 2)
        for (const separator of ';,|\t') {
          const read = readLine(line, separator)
          if (separator === ';') expect(read).toHaveLength(cells.length)
          for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('is read back as it was written, where there is nothing to compute or to hide', () => {
    const word = fc.string({ unit: fc.constantFrom(...'ab1 ";,|.:'.split('')) })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (cells) => {
        expect(readLine(csvLine(cells), ';')).toEqual(cells)
      }),
    )
  })
})

/** As spreadsheets read: RFC 4180, and what follows a closing quote still belongs to the cell. */
function readLine(line: string, separator: string): string[] {
  const cells = ['']
  let isQuoted = false
  const text = line.replace(/\r\n$/, '')
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cells[cells.length - 1] += sign
      at += 1
    } else if (sign === '"' && (isQuoted || cells.at(-1) === '')) isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) cells.push('')
    else cells[cells.length - 1] += sign
  }
  return cells
}
