import { fromEngine } from '../simulator/hostile/engine-agent.ts'
import { startHostileAgent, type HostileAgent } from '../simulator/hostile/hostile-agent.ts'
import type { UserKeys } from '../simulator/hostile/signed.ts'
import { fromTable, tableOf } from '../simulator/hostile/table-agent.ts'
import { system } from '../probe/snmp/mib.ts'

export const access = { community: 'bangku-uji', user: 'bangku' } as const
export const keys: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }

/** Routers that answer honestly and note when they are asked. */
export interface TimedAgents {
  agents: { isV3: boolean; port: number }[]
  /** Of each agent, when each sweep asked it, milliseconds by the clock of this process. */
  askedAtMs(): number[][]
  close(): Promise<void>
}

/** Every second one of SNMPv3, signed and encrypted. */
export async function startTimedAgents(count: number): Promise<TimedAgents> {
  const asked: number[][] = Array.from({ length: count }, () => [])
  const started: HostileAgent[] = []
  const begunAtMs = performance.now()
  const table = tableOf(['wan0'])
  for (const times of asked) {
    const isV3 = started.length % 2 === 1
    const clock = () => ({ boots: 1, time: 1 + Math.floor((performance.now() - begunAtMs) / 1_000) })
    const honest = isV3 ? fromEngine(table, keys, clock) : fromTable(table)
    const agent = await startHostileAgent(
      (request) => {
        // A sweep asks for this alone; a visit for more.
        if (request.oids.length === 1 && request.oids[0] === system.sysUpTime) times.push(performance.now())
        return honest(request)
      },
      isV3 ? keys : undefined,
    )
    started.push(agent)
  }
  return {
    agents: started.map(({ port }, at) => ({ port, isV3: at % 2 === 1 })),
    askedAtMs: () => asked,
    close: async () => void (await Promise.all(started.map((agent) => agent.close()))),
  }
}
