/** A fleet of loopback addresses, the agent that answers for it, the collector that watches it, and browsers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Health } from '../serve/wire.ts'
import { type LoopbackAgent, startLoopbackAgent } from './loopback-agent.ts'
import { type LoopbackFleet, loopbackFleetYaml } from './loopback-fleet.ts'
import { RunningCollector } from './running-collector.ts'
import { Watchers } from './watchers.ts'

export interface LoopbackStage {
  agent: LoopbackAgent
  collector: RunningCollector
  watchers: Watchers
  /** Writes devices.yaml anew, as an operator would: the collector reads it by itself. */
  edit(fleet: Omit<LoopbackFleet, 'snmpPort'>): void
  stop(): Promise<void>
}

export interface StageOrder extends Omit<LoopbackFleet, 'snmpPort'> {
  browsers?: number
  /** Node's own, for the collector. */
  flags?: readonly string[]
}

/** Null where there is no snmpd to answer. */
export async function startLoopbackStage(order: StageOrder): Promise<LoopbackStage | null> {
  const agent = await startLoopbackAgent()
  if (agent === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'satker-bench-'))
  const devices = join(folder, 'devices.yaml')
  const edit = (fleet: Omit<LoopbackFleet, 'snmpPort'>): void =>
    writeFileSync(devices, loopbackFleetYaml({ ...fleet, snmpPort: agent.port }))
  edit(order)
  let collector: RunningCollector | null = null
  const watchers = new Watchers()
  const stop = async (): Promise<void> => {
    watchers.close()
    await collector?.stop()
    await agent.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { flags = [] } = order
    collector = await RunningCollector.start({ devices, data: join(folder, 'data'), flags })
    await watchers.open(collector, order.browsers ?? 0)
    return { agent, collector, watchers, edit, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits until every router was visited so many times on average; answers with the seconds that it took. */
export async function visitedOften(
  collector: RunningCollector,
  times: number,
  { signal, mostSeconds }: { signal: AbortSignal; mostSeconds: number },
): Promise<number> {
  const from = performance.now()
  for (;;) {
    const seconds = (performance.now() - from) / 1_000
    const { snmp } = await collector.health()
    if (snmp.visits >= snmp.routers * times || seconds >= mostSeconds) return seconds
    await wait(1_000, undefined, { signal })
  }
}

/** Visits that failed since the start. */
export function failedVisits({ snmp }: Health): number {
  return Object.values(snmp.failed).reduce((total, count) => total + count, 0)
}

/** Visits since the start that began late, or not at all because their last turn still ran. */
export function lateVisits({ snmp }: Health): number {
  return snmp.late + snmp.skipped
}
