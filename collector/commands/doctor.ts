import { readArguments } from '../arguments.ts'
import { loadNetwork } from '../config/load-network.ts'
import { formatProblem } from '../config/problem.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { seconds } from '../doctor/figure.ts'
import type { Network } from '../domain/network.ts'
import { type Command, type CommandOptions, count, misused, refused } from './command.ts'

/** Spelt and read as those of the collector. */
const options = ['devices', 'data', 'listen', 'trap-port', 'trap-listen']

export const doctor: Command = {
  usage: 'doctor [--devices devices.yaml] [--data data] [--listen HOST:PORT] [--trap-port N|off] [--json]',
  says: 'look whether this machine is enough for the fleet of devices.yaml, and say what to do where it is not;\n    it ends with 1 where something must be done. As the user that the collector runs as',
  options,
  flags: ['json'],
  run,
}

const signs: Record<Finding['state'], string> = { well: 'ok  ', note: 'note', act: 'TODO' }

async function run(operands: string[], { values, flags }: CommandOptions): Promise<number> {
  if (operands.length > 0) return misused(`doctor takes no "${operands[0]}"; write --devices FILE --data DIR`)
  const words = options.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]))
  const asked = readArguments(words)
  if (!('run' in asked)) return misused(asked.say.split('\n', 1)[0]!)
  const { devices, data, host, port, trap } = asked.run
  const loaded = await loadNetwork(devices)
  if (!loaded.ok) return refused(loaded.problems.map(formatProblem).join('\n'))
  const place = { data, listen: { host, port }, trapPorts: trap?.ports ?? [] }
  const findings = await examine(loaded.network, place)
  if (flags.json) console.log(JSON.stringify(findings, null, 2))
  else console.log([aboutFleet(devices, loaded.network), '', ...findings.flatMap(linesOf)].join('\n'))
  const todo = findings.filter(({ state }) => state === 'act').length
  if (todo === 0) return 0
  console.error(`${count(todo, 'thing')} to do for this fleet`)
  return 1
}

function aboutFleet(devices: string, { satker, routers, links, icmp, snmpEveryMs }: Network): string {
  const sizes = [`${satker.length} satker`, count(routers.length, 'router'), count(links.length, 'link')]
  return `${devices}: ${sizes.join(', ')}; a sweep every ${seconds(icmp.everyMs)}, a visit every ${seconds(snmpEveryMs)}`
}

function linesOf({ state, what, found, cure }: Finding): string[] {
  return [`${signs[state]}  ${what}: ${found}`, ...(cure === null ? [] : [`      → ${cure}`])]
}
