/** The commands beside the collector itself; each answers with its exit code. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { audit } from './commands/audit.ts'
import { bench } from './commands/bench.ts'
import { check } from './commands/check.ts'
import type { Command, CommandOptions } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { fleet } from './commands/fleet.ts'
import { fuzz } from './commands/fuzz.ts'
import { history } from './commands/history.ts'
import { token } from './commands/token.ts'
import { user } from './commands/user.ts'

// What is made here is for its user alone, whatever the shell says.
process.umask(0o077)

const commands: Record<string, Command> = { check, doctor, fleet, history, user, token, audit, bench, fuzz }

async function run([name, ...words]: string[]): Promise<number> {
  if (name === undefined) return misused('a command is missing')
  if (name === '--help' || name === '-h') return help()
  if (!Object.hasOwn(commands, name)) return misused(`there is no command "${name}"`)
  const command = commands[name]!
  let options
  try {
    options = readOptions(command, words)
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error))
  }
  if (options.flags.help) return help(command)
  return command.run(options.operands, options)
}

function readOptions(command: Command, words: string[]): CommandOptions & { operands: string[] } {
  const { options = [], lists = [], flags = [] } = command
  const known: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } }
  for (const name of options) known[name] = { type: 'string' }
  for (const name of lists) known[name] = { type: 'string', multiple: true }
  for (const name of flags) known[name] = { type: 'boolean' }
  const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options: known })
  const of = <T>(names: string[], absent: T) =>
    Object.fromEntries(names.map((name) => [name, (values[name] as T | undefined) ?? absent]))
  return {
    operands: positionals,
    values: of<string | undefined>(options, undefined),
    lists: of<string[]>(lists, []),
    flags: of([...flags, 'help'], false),
  }
}

function usage(shown: Command[]): string {
  const lines = shown.map((command) => `  ${command.usage}\n    ${command.says}`)
  return ['Usage: node collector/cli.ts COMMAND', '', ...lines, ''].join('\n')
}

function help(command?: Command): number {
  console.log(usage(command ? [command] : Object.values(commands)))
  return 0
}

function misused(why: string): number {
  console.error(`${why}\n\n${usage(Object.values(commands))}`)
  return 2
}

process.exitCode = await run(process.argv.slice(2))
