/** A router that misbehaves, and a calm one beside it that is asked at the same time by the same probe. */
import type { Answer, InterfaceReading, Visit } from '../../domain/reading.ts'
import type { Asker } from './act.ts'
import { fromEngine } from './engine-agent.ts'
import { startHostileAgent, type HostileAgent, type Script } from './hostile-agent.ts'
import type { UserKeys } from './signed.ts'
import { fromTable, tableOf } from './table-agent.ts'
import { createSnmpProbe, type RouterTarget, type SnmpProbe } from '../../probe/snmp/snmp-probe.ts'
import { createTarget, realClock } from '../../probe/snmp/test-target.ts'
import type { WantedLink } from '../../probe/snmp/visit.ts'

export const keys: UserKeys = { hash: 'sha256', authKey: 'kunci-otentikasi', privKey: 'kunci-kerahasiaan' }
/** Of the router that knows them. */
export const secretClock = { boots: 3, time: 5_000 } as const
/** The interface that is asked for is the third. */
export const table = tableOf(['lo', 'lan0', 'wan0'])
export const wanted: readonly WantedLink[] = [
  {
    link: 'utama',
    name: 'wan0',
    endpoint: '192.0.2.1',
    vpn: null,
    history: { tunnel: null, session: null, gateway: null },
  },
]

const honestTo: Record<Asker, Script> = {
  v1: fromTable(table),
  v2c: fromTable(table),
  open: fromEngine(table, null, () => ({ boots: 3, time: 5_000 })),
  secret: fromEngine(table, keys, () => secretClock),
}

const accessOf = {
  v1: { version: '1' },
  v2c: { version: '2c' },
  open: { version: '3', user: 'terbuka', level: 'noAuthNoPriv' },
  secret: {
    version: '3',
    user: 'tertutup',
    level: 'authPriv',
    authProtocol: 'SHA-256',
    privProtocol: 'AES-128',
    authKey: keys.authKey,
    privKey: keys.privKey ?? '',
  },
} as const

export interface Stage {
  probe: SnmpProbe
  hostile: HostileAgent
  calm: HostileAgent
  target(asker: Asker, timeoutMs: number, retries?: number): RouterTarget
  calmTarget: RouterTarget
  honest(asker: Asker): Script
  /** Lets that time pass for the probe at once. */
  pass(ms: number): void
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const [hostile, calm] = [await startHostileAgent(() => [], keys), await startHostileAgent(fromTable(table))]
  let passedMs = 0
  const monotonicMs = (): number => realClock.monotonicMs() + passedMs
  const probe = createSnmpProbe({ clock: { now: () => realClock.now() + passedMs, monotonicMs } })
  return {
    probe,
    hostile,
    calm,
    target: (asker, timeoutMs, retries = 1) =>
      createTarget({ port: hostile.port, timeoutMs, retries, ...accessOf[asker] }),
    calmTarget: createTarget({ id: 'rtr-tenang', port: calm.port, timeoutMs: 5_000, retries: 0 }),
    honest: (asker) => honestTo[asker],
    pass(ms) {
      passedMs += ms
    },
    async close() {
      await probe.close()
      await Promise.all([hostile.close(), calm.close()])
    },
  }
}

/** What an honest router tells of the interface that was asked for; of SNMPv1 in 32 bits. */
export const truths = [
  { index: 3, name: 'wan0', inOctets: 3n * 256n, outOctets: 3n * 256n + 1n },
  { index: 3, name: 'wan0', inOctets: 30n, outOctets: 31n },
]

/** What was told of the interface; null: nothing. */
export function toldOf(seen: Answer<Visit>): InterfaceReading | null {
  return seen.ok ? (seen.value.interfaces.get('utama') ?? null) : null
}
