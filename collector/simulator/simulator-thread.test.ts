import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { ask, freePorts } from './sample-manager.test-kit.ts'
import { sampleAccess, sampleCommunity, sampleNetwork } from './sample-network.test-kit.ts'
import { createSimulatorThread } from './simulator-thread.ts'
import type { Simulator } from './simulator.ts'

const sysUpTime = [1, 3, 6, 1, 2, 1, 1, 3, 0]
let simulator: Simulator

afterEach(() => simulator.stop())

test('a simulator in its own thread plays, takes orders, tells what it does and ends', async () => {
  const events: string[] = []
  const log = { ...silentLog, info: (event: string) => events.push(event) }
  const ports = await freePorts(3)
  const network = sampleNetwork({
    regions: 0,
    offices: 1,
    simulator: { outages: false },
    portOf: (place) => ports[place]!,
  })
  const office = { port: ports[2]!, community: sampleCommunity, oids: [sysUpTime], waitMs: 1000 }
  simulator = createSimulatorThread({ network, access: sampleAccess(network), log })
  await simulator.start()
  expect(await ask(office)).not.toBeNull()
  await simulator.cut('kantor0-utama')
  expect(await ask(office)).toBeNull()
  await simulator.restore('kantor0-utama')
  expect(await ask(office)).not.toBeNull()
  const edited = { ...network, simulator: { ...network.simulator, cut: ['kantor0-utama'] } }
  await simulator.apply(edited, sampleAccess(edited))
  expect(await ask(office)).toBeNull()
  await expect(simulator.cut('tidak-ada')).rejects.toThrow('There is no link tidak-ada in the network')
  await simulator.stop()
  expect(await ask({ ...office, port: ports[0]! })).toBeNull()
  await expect(simulator.cut('kantor0-utama')).rejects.toThrow('The simulator is not running.')
  expect(events).toContain('routers-played')
})

test('a start that cannot play a single router is refused with the reason, and leaves no thread behind', async () => {
  const network = sampleNetwork({ regions: 0, offices: 0 })
  const access = sampleAccess(network)
  for (const entry of access.values()) entry.community = null
  simulator = createSimulatorThread({ network, access, log: silentLog })
  await expect(simulator.start()).rejects.toThrow(
    'No router can be played. Of pusat-ce1: it has no community.',
  )
  await expect(simulator.cut('pusat-utama')).rejects.toThrow('The simulator is not running.')
})
