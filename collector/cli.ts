/** The commands beside the collector itself; each answers with its exit code. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { openStore, type Store } from '../db/open-store.ts'
import { StoreBroken, StoreFull, StoreRefused } from '../db/store-error.ts'
import { callerFolder } from './arguments.ts'
import { loadNetwork } from './config/load-network.ts'
import { formatProblem } from './config/problem.ts'
import type { Network } from './domain/network.ts'
import { readOrder } from './simulator/fleet-order.ts'
import { fleetYaml } from './simulator/fleet-yaml.ts'
import { type HistoryOrder, readHistoryOrder } from './simulator/history-order.ts'
import { whyNoHistory, writeHistory } from './simulator/history.ts'
import { syntheticFleet } from './simulator/synthetic-fleet.ts'

interface Command {
  usage: string
  says: string
  /** Beside --help; each takes a value. */
  options?: string[]
  run(operands: string[], options: Record<string, string | undefined>): Promise<number>
}

const commands: Record<string, Command> = {
  check: {
    usage: 'check [FILE…]',
    says: 'check a configuration (devices.yaml) and list every problem in it',
    run: check,
  },
  fleet: {
    usage: 'fleet [--satker 550] [--seed N] [--port 16100] [--planned N]',
    says: 'print a devices.yaml of a made-up fleet, whose routers the simulator plays on loopback (127.0.0.0/8, so\n    Linux only), with N satker that wait for their line',
    options: ['satker', 'seed', 'port', 'planned'],
    run: fleet,
  },
  history: {
    usage: 'history [--devices devices.yaml] [--data data] [--days 30] [--busy 24]',
    says: 'fill an empty data folder with a made-up past of a synthetic network, for trying the page; its last hours\n    are as busy as what the simulator plays, the days before are as calm as a real network',
    options: ['devices', 'data', 'days', 'busy'],
    run: history,
  },
}

/** Problems go to standard output, one a line, so that they can be piped; their number to standard error. */
async function check(files: string[]): Promise<number> {
  if (files.length > 0) process.chdir(callerFolder())
  let problems = 0
  for (const file of files.length > 0 ? files : ['devices.yaml']) {
    const result = await loadNetwork(file)
    if (result.ok) {
      const { satker, routers, links } = result.network
      const sizes = [`${satker.length} satker`, count(routers.length, 'router'), count(links.length, 'link')]
      console.log(`${file}: ${sizes.join(', ')}, 0 problems`)
    } else {
      for (const problem of result.problems) console.log(formatProblem(problem))
      problems += result.total
    }
  }
  if (problems === 0) return 0
  console.error(count(problems, 'problem'))
  return 1
}

async function fleet(operands: string[], options: Record<string, string | undefined>): Promise<number> {
  if (operands.length > 0) return misused(`fleet takes no "${operands[0]}"; write its size as --satker N`)
  const order = readOrder(options)
  if (typeof order === 'string') return misused(order)
  const lines = fleetYaml(syntheticFleet(order), order)
  try {
    await pipeline(
      Readable.from(lines).map((line: string) => `${line}\n`),
      process.stdout,
      { end: false },
    )
  } catch (error) {
    // Who reads only the beginning, as `head` does, closes the pipe.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  }
  return 0
}

/** Killed before it is done, it leaves a shorter past: each transaction is whole. */
async function history(operands: string[], options: Record<string, string | undefined>): Promise<number> {
  if (operands.length > 0)
    return misused(`history takes no "${operands[0]}"; write --devices FILE --data DIR`)
  const order = readHistoryOrder(options)
  if (typeof order === 'string') return misused(order)
  process.chdir(callerFolder())
  const loaded = await loadNetwork(order.devices)
  if (!loaded.ok) return refused(loaded.problems.map(formatProblem).join('\n'))
  try {
    const store = await openStore(order.data)
    try {
      return await fillStore(store, loaded.network, order)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreRefused || error instanceof StoreFull || error instanceof StoreBroken) {
      return refused(error.message)
    }
    throw error
  }
}

async function fillStore(store: Store, network: Network, order: HistoryOrder): Promise<number> {
  const why = await whyNoHistory(store, network)
  if (why !== null) return refused(why)
  const say = (progress: string): void => console.error(progress)
  const windows = await writeHistory(store, network, { ...order, now: Date.now(), say })
  const { hoursFrom, fiveMinutesFrom, minutesFrom } = windows
  say(`readings by the hour since ${isoOf(hoursFrom)}, by five minutes since ${isoOf(fiveMinutesFrom)},`)
  say(`by the minute since ${isoOf(minutesFrom)}`)
  return 0
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}

function refused(why: string): number {
  console.error(why)
  return 1
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

function usage(): string {
  const lines = Object.values(commands).map((command) => `  ${command.usage}\n    ${command.says}`)
  return ['Usage: node collector/cli.ts COMMAND', '', ...lines, ''].join('\n')
}

async function run([name, ...words]: string[]): Promise<number> {
  if (name === undefined) return misused('a command is missing')
  if (name === '--help' || name === '-h') return help()
  if (!Object.hasOwn(commands, name)) return misused(`there is no command "${name}"`)
  const command = commands[name]!
  const own = Object.fromEntries(
    (command.options ?? []).map((option) => [option, { type: 'string' } as const]),
  )
  const options: ParseArgsOptionsConfig = { ...own, help: { type: 'boolean', short: 'h' } }
  let parsed
  try {
    parsed = parseArgs({ args: words, allowPositionals: true, options })
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error))
  }
  const { help: asksHelp, ...values } = parsed.values
  if (asksHelp) return help()
  return command.run(parsed.positionals, values as Record<string, string | undefined>)
}

function help(): number {
  console.log(usage())
  return 0
}

function misused(why: string): number {
  console.error(`${why}\n\n${usage()}`)
  return 2
}

process.exitCode = await run(process.argv.slice(2))
