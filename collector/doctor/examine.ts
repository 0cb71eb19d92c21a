import type { Network } from '../domain/network.ts'
import { checkClock } from './checks/clock.ts'
import { checkDescriptors } from './checks/descriptors.ts'
import { checkDisk } from './checks/disk.ts'
import { checkEcho } from './checks/echo.ts'
import { checkNetworkRoom } from './checks/network-room.ts'
import { checkPower } from './checks/power.ts'
import { checkRuntime } from './checks/runtime.ts'
import { checkSockets } from './checks/sockets.ts'
import { checkZones } from './checks/zones.ts'
import { clockFacts } from './facts/clock.ts'
import { descriptorFacts } from './facts/descriptors.ts'
import { diskFacts } from './facts/disk.ts'
import { echoFacts } from './facts/echo.ts'
import { networkRoomFacts } from './facts/network-room.ts'
import { powerFacts } from './facts/power.ts'
import { runtimeFacts } from './facts/runtime.ts'
import { socketFacts } from './facts/sockets.ts'
import { zoneFacts } from './facts/zones.ts'
import type { Finding } from './finding.ts'
import { needOf } from './fleet-need.ts'

export interface Place {
  /** Folder of the database. */
  data: string
  listen: { host: string; port: number }
  /** Where traps are listened for, the first that can be opened; empty: nowhere. */
  trapPorts: readonly number[]
}

/** Looks at this machine, for what a fleet needs of it. Takes some seconds at the most, and leaves nothing behind. */
export async function examine(network: Network, { data, listen, trapPorts }: Place): Promise<Finding[]> {
  const need = needOf(network)
  const clock = clockFacts()
  return [
    ...checkRuntime(runtimeFacts()),
    ...checkEcho(await echoFacts(need), need),
    checkDescriptors(descriptorFacts(), need),
    ...checkNetworkRoom(networkRoomFacts(), need),
    ...checkDisk(diskFacts(data), need),
    ...checkClock(clock),
    checkZones(zoneFacts(need.zones, new Date(clock.now).getUTCFullYear())),
    ...checkPower(powerFacts(), need),
    ...checkSockets(await socketFacts({ listen, trapPorts, played: need.played })),
  ]
}
