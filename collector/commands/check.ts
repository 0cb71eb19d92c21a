import { callerFolder } from '../arguments.ts'
import { loadNetwork } from '../config/load-network.ts'
import { formatProblem } from '../config/problem.ts'
import { type Command, count } from './command.ts'

export const check: Command = {
  usage: 'check [FILE…]',
  says: 'check a configuration (devices.yaml) and list every problem in it',
  run,
}

/** Problems go to standard output, one a line, so that they can be piped; their number to standard error. */
async function run(files: string[]): Promise<number> {
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
