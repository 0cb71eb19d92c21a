import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type LoopbackAgent, startLoopbackAgent } from './loopback-agent.ts'
import { loopbackFleetYaml } from './loopback-fleet.ts'
import { RunningCollector } from './running-collector.ts'
import type { Delay, SlowOrder } from './slow-agents.ts'

const program = fileURLToPath(new URL('./slow-agents.ts', import.meta.url))

/** A collector of a fleet whose routers can be made slow. */
export interface SlowFleet {
  collector: RunningCollector
  slow(delay: Delay): void
  stop(): Promise<void>
}

/** Null where there is no snmpd to answer. */
export async function startSlowFleet(routers: number, visit: string): Promise<SlowFleet | null> {
  const agent = await startLoopbackAgent()
  if (agent === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'satker-bench-slow-'))
  const child = fork(program)
  let collector: RunningCollector | null = null
  const stop = async (): Promise<void> => {
    await collector?.stop()
    child.disconnect()
    await agent.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const devices = join(folder, 'devices.yaml')
    const snmpPort = await openRouters(child, routers, agent)
    writeFileSync(devices, loopbackFleetYaml({ routers, snmpPort, visit }))
    collector = await RunningCollector.start({ devices, data: join(folder, 'data') })
    return { collector, slow: (delay) => void child.send(delay), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openRouters(child: ChildProcess, routers: number, agent: LoopbackAgent): Promise<number> {
  const order: SlowOrder = { routers, agentPort: agent.port }
  child.send(order)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The routers could not be played (${code}): \`ulimit -n\` must be above ${routers}.`)
  })
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number]
  ended.catch(() => {})
  return port
}
