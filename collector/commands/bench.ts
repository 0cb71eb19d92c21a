import { benches } from '../bench/bench.ts'
import { describeMachine, loadNow } from '../bench/machine.ts'
import { type Result, tableOf, writeReport } from '../bench/report.ts'
import { type Command, type CommandOptions, misused } from './command.ts'

export const bench: Command = {
  usage: 'bench [NAME…] [--list] [--json] [--write]',
  says: 'measure the product on this machine: all that --list tells, or those named; --write puts what\n    was found into BENCHMARKS.md',
  flags: ['list', 'json', 'write'],
  run,
}

async function run(names: string[], { flags }: CommandOptions): Promise<number> {
  const unknown = names.find((name) => !benches.some((one) => one.name === name))
  if (unknown !== undefined)
    return misused(`there is no bench "${unknown}"; there are ${benches.map(({ name }) => name).join(', ')}`)
  if (flags.list) return list()
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  const machine = describeMachine()
  console.error(`${machine}; load ${loadNow()}`)
  const results: Result[] = []
  for (const one of benches.filter(({ name }) => names.length === 0 || names.includes(name))) {
    if (interrupted.signal.aborted) break
    // Progress goes to standard error, so that the figures can be piped.
    const tell = (line: string): void => console.error(`${one.name}: ${line}`)
    const result = { bench: one, figures: await one.run(tell, interrupted.signal) }
    results.push(result)
    const isWhole = result.figures.length > 0 && !interrupted.signal.aborted
    if (flags.write && isWhole) writeReport(result, { machine, day: new Date().toISOString().slice(0, 10) })
  }
  console.log(flags.json ? JSON.stringify({ machine, figures: flat(results) }, null, 2) : tableOf(results))
  return 0
}

function list(): number {
  for (const { name, says } of benches) console.log(`${name}\n  ${says}`)
  return 0
}

function flat(results: readonly Result[]): object[] {
  return results.flatMap(({ bench: { name }, figures }) =>
    figures.map((figure) => ({ bench: name, ...figure })),
  )
}
