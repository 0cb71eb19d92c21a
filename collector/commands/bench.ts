import { benches, type Figure } from '../bench/bench.ts'
import { type Command, type CommandOptions, misused } from './command.ts'

export const bench: Command = {
  usage: 'bench [NAME…] [--list] [--json]',
  says: 'measure the product on this machine (BENCHMARKS.md): all that --list tells, or those named',
  flags: ['list', 'json'],
  run,
}

interface Measured extends Figure {
  bench: string
}

async function run(names: string[], { flags }: CommandOptions): Promise<number> {
  const unknown = names.find((name) => !benches.some((one) => one.name === name))
  if (unknown !== undefined)
    return misused(`there is no bench "${unknown}"; there are ${benches.map(({ name }) => name).join(', ')}`)
  if (flags.list) return list()
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  const measured: Measured[] = []
  for (const one of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    if (interrupted.signal.aborted) break
    // Progress goes to standard error, so that the figures can be piped.
    const tell = (line: string): void => console.error(`${one.name}: ${line}`)
    const figures = await one.run(tell, interrupted.signal)
    measured.push(...figures.map((figure) => ({ bench: one.name, ...figure })))
  }
  console.log(flags.json ? JSON.stringify(measured, null, 2) : table(measured))
  return 0
}

function list(): number {
  for (const { name, says } of benches) console.log(`${name}\n  ${says}`)
  return 0
}

function table(measured: readonly Measured[]): string {
  const rows = measured.map(({ bench: name, what, value, unit, goal }) => [
    name,
    what,
    `${rounded(value)} ${unit}`,
    goal === null ? '' : `${value <= goal ? 'within' : 'beyond'} ${goal} ${unit}`,
  ])
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

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}
