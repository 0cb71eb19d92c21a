import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readOrder } from '../simulator/fleet-order.ts'
import { fleetYaml } from '../simulator/fleet-yaml.ts'
import { syntheticFleet } from '../simulator/synthetic-fleet.ts'
import { type Command, type CommandOptions, misused } from './command.ts'

export const fleet: Command = {
  usage: 'fleet [--satker 550] [--seed N] [--port 16100] [--planned N]',
  says: 'print a devices.yaml of a made-up fleet, whose routers the simulator plays on loopback (127.0.0.0/8, so\n    Linux only), with N satker that wait for their line',
  options: ['satker', 'seed', 'port', 'planned'],
  run,
}

async function run(operands: string[], { values }: CommandOptions): Promise<number> {
  if (operands.length > 0) return misused(`fleet takes no "${operands[0]}"; write its size as --satker N`)
  const order = readOrder(values)
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
