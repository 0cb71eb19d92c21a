/** The commands beside the collector itself; each answers with its exit code. */
import { parseArgs } from 'node:util'
import { callerFolder } from './arguments.ts'
import { loadNetwork } from './config/load-network.ts'
import { formatProblem } from './config/problem.ts'

interface Command {
  usage: string
  says: string
  run(operands: string[]): Promise<number>
}

const commands: Record<string, Command> = {
  check: {
    usage: 'check [FILE…]',
    says: 'check a configuration (devices.yaml) and list every problem in it',
    run: check,
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

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`
}

function usage(): string {
  const lines = Object.values(commands).map((command) => `  ${command.usage.padEnd(20)}${command.says}`)
  return ['Usage: node collector/cli.ts COMMAND', '', ...lines, ''].join('\n')
}

async function run(words: string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    })
  } catch (error) {
    return misused(error instanceof Error ? error.message : String(error))
  }
  const [name, ...operands] = parsed.positionals
  if (parsed.values.help) {
    console.log(usage())
    return 0
  }
  if (name === undefined) return misused('a command is missing')
  if (!Object.hasOwn(commands, name)) return misused(`there is no command "${name}"`)
  return commands[name]!.run(operands)
}

function misused(why: string): number {
  console.error(`${why}\n\n${usage()}`)
  return 2
}

process.exitCode = await run(process.argv.slice(2))
