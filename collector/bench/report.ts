/** What a bench found, as a table for a terminal and as a section of BENCHMARKS.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { type Bench, benches, type Figure, isMet } from './bench.ts'

const file = new URL('../../BENCHMARKS.md', import.meta.url)

const head = `# Benchmarks

Figures of time are the machine's as much as the product's: they are measured by hand and asserted in no test. This page is
written by the command that measures, each section when it was last measured; a goal that is not met is set in bold.

    npm run -s bench                     all of them, as a table
    npm run -s bench -- visits --json    one, for a script
    npm run -s bench -- visits --write   one, written into this page
    npm run -s bench -- --list           what there is

Progress goes to standard error, figures to standard output; Ctrl-C ends it with what was measured so far.
`

export interface Result {
  bench: Bench
  figures: readonly Figure[]
}

export function tableOf(results: readonly Result[]): string {
  const rows = results.flatMap(({ bench, figures }) =>
    figures.map((figure) => [
      bench.name,
      figure.what,
      valueOf(figure),
      figure.goal === null ? '' : `${isMet(figure) ? 'within' : 'BEYOND'} ${goalOf(figure)}`,
    ]),
  )
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Puts its section in the place of the one that was there, in the order of the benches. */
export function writeReport(result: Result, when: { machine: string; day: string }): void {
  const sections = sectionsIn(readFileSync(file, 'utf8'))
  sections.set(result.bench.name, sectionOf(result, when))
  const ordered = benches.flatMap(({ name }) => sections.get(name) ?? [])
  writeFileSync(file, [head, ...ordered].join('\n'))
}

function sectionOf({ bench, figures }: Result, { machine, day }: { machine: string; day: string }): string {
  const rows = figures.map((figure) => {
    const value = valueOf(figure)
    return `| ${figure.what} | ${isMet(figure) ? value : `**${value}**`} | ${figure.goal === null ? '–' : goalOf(figure)} |`
  })
  return [
    `## ${bench.name}`,
    '',
    bench.about,
    '',
    `Measured ${day}: ${machine}.`,
    '',
    '| | figure | goal |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function sectionsIn(text: string): Map<string, string> {
  const sections = new Map<string, string>()
  for (const part of text.split(/^(?=## )/m)) {
    const name = /^## (.+)$/m.exec(part)?.[1]
    if (name !== undefined && part.startsWith('## ')) sections.set(name, `${part.trimEnd()}\n`)
  }
  return sections
}

function valueOf({ value, unit }: Figure): string {
  return `${rounded(value)} ${unit}`
}

function goalOf({ goal, unit, isFloor = false }: Figure): string {
  return `${isFloor ? '≥' : '≤'} ${rounded(goal ?? 0)} ${unit}`
}

/** Three digits say all that two measurements agree on. */
function rounded(value: number): string {
  const digits = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1
  return value.toLocaleString('en', {
    maximumFractionDigits: Number.isInteger(value) ? 0 : Math.max(0, 3 - digits),
  })
}
