import { fuzz as play, isFlawless, type FuzzFigures } from '../simulator/hostile/fuzz.ts'
import { wholeNumber } from '../simulator/whole-number.ts'
import { type Command, type CommandOptions, misused } from './command.ts'

const mostPackets = 1_000_000_000
const usualPackets = 100_000

export const fuzz: Command = {
  usage: `fuzz [PACKETS, ${usualPackets} if not given] [--seed N]`,
  says: 'send damaged SNMP answers to the probe over loopback, and say whether anything went wrong (then it ends with 1);\n    Ctrl-C ends it with what was seen so far',
  options: ['seed'],
  run,
}

async function run(operands: string[], { values }: CommandOptions): Promise<number> {
  const [typed = String(usualPackets), ...more] = operands
  if (more.length > 0) return misused(`fuzz takes no "${more[0]}"`)
  const packets = wholeNumber(typed, 1, mostPackets)
  if (packets === null) return misused(`${typed}: write a number of packets from 1 to ${mostPackets}`)
  const given = values.seed ?? String(Date.now() % 2 ** 31)
  const seed = wholeNumber(given, 0, 2 ** 31 - 1)
  if (seed === null) return misused(`--seed ${given}: write a number from 0 to 2147483647`)
  const interrupted = new AbortController()
  const interrupt = (): void => interrupted.abort()
  process.once('SIGINT', interrupt)
  console.error(`seed ${seed}`)
  const figures = await play({ packets, seed }, progress(packets), interrupted.signal)
  process.off('SIGINT', interrupt)
  for (const line of linesOf(figures)) console.log(line)
  return isFlawless(figures) ? 0 : 1
}

/** A line for each twentieth that is done. */
function progress(packets: number): (sent: number) => void {
  let told = 0
  return (sent) => {
    const done = Math.min(20, Math.floor((sent * 20) / packets))
    if (done === told) return
    told = done
    console.error(`${done * 5} %: ${sent} packets`)
  }
}

function linesOf({ packets, refused, ...figures }: FuzzFigures): string[] {
  const total = Object.values(packets).reduce((sum, count) => sum + count, 0)
  const counts = (of: Record<string, number>): string =>
    Object.entries(of)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  return [
    `packets            ${total} (${counts(packets)})`,
    `rounds             ${figures.rounds}, of which ${figures.answered} were answered rightly`,
    `refused            ${counts(refused)}`,
    `exceptions         ${figures.thrown}`,
    `unsettled          ${figures.unsettled}`,
    `accepted wrongly   ${figures.acceptedWrongly}`,
    ...(figures.failedSeeds.length > 0 ? [`failed seeds       ${figures.failedSeeds.join(', ')}`] : []),
  ]
}
