import type { Vpn } from '../../../domain/link.ts'
import type { Visit } from '../../../domain/reading.ts'
import type { VpnReading } from '../../../domain/vpn-reading.ts'
import { startHostileAgent, type Request } from '../../../simulator/hostile/hostile-agent.ts'
import { fromTable, type Table } from '../../../simulator/hostile/table-agent.ts'
import { tags } from '../ber.ts'
import { createSnmpProbe } from '../snmp-probe.ts'
import { createTarget } from '../test-target.ts'
import type { WantedLink } from '../visit.ts'
import { wantedLink } from '../wanted.test-kit.ts'

export interface WalkedRouter {
  /** What it answers from; what is changed in it holds from the next question on. */
  table: Table
  /** Questions of the last visit. */
  requests: Request[]
  visit(wanted?: readonly WantedLink[], version?: '1' | '2c', id?: string): Promise<Visit>
  /** Of a visit for one link, which is `utama`. */
  read(wanted: WantedLink, version?: '1' | '2c'): Promise<VpnReading | undefined>
  /** Whether anything but GET was asked in the last visit. */
  hasWalked(): boolean
  /** Lets the probe's clock, and the router's, go on. */
  pass(seconds: number): void
  play(script: (request: Request) => Buffer[]): void
  close(): Promise<void>
}

const sysUpTime = '1.3.6.1.2.1.1.3.0'

export async function startWalkedRouter(table: Table): Promise<WalkedRouter> {
  let passedMs = 0
  const agent = await startHostileAgent(fromTable(table))
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() + passedMs }
  const probe = createSnmpProbe({ clock })
  async function visit(
    wanted: readonly WantedLink[] = [],
    version: '1' | '2c' = '2c',
    id = 'rtr-1',
  ): Promise<Visit> {
    agent.requests.length = 0
    const target = createTarget({ id, port: agent.port, version, timeoutMs: 2_000, retries: 0 })
    const seen = await probe.visit(target, wanted)
    if (!seen.ok) throw new Error(`${seen.why}: ${seen.detail}`)
    return seen.value
  }
  return {
    table,
    requests: agent.requests,
    visit,
    read: async (wanted, version) => (await visit([wanted], version)).vpn.get(wanted.link),
    hasWalked: () => agent.requests.some(({ type }) => type !== tags.getRequest),
    pass(seconds) {
      passedMs += seconds * 1_000
      const before = table.get(sysUpTime)!
      table.set(sysUpTime, addTo(before, seconds * 100))
    },
    play: (script) => agent.play(script),
    async close() {
      await probe.close()
      await agent.close()
    },
  }
}

/**
 * Gives the rows below a table's name whose index ends so another end, as a rekeying does, or takes them away
 * where there is none to give.
 */
export function moveRows(
  table: Table,
  below: string,
  from: string | number,
  to: string | number | null,
): void {
  const rows = [...table].filter(([oid]) => oid.startsWith(`${below}.`) && oid.endsWith(`.${from}`))
  for (const [oid, value] of rows) {
    table.delete(oid)
    if (to !== null) table.set(`${oid.slice(0, -String(from).length)}${to}`, value)
  }
}

/** The link `utama` at that interface, with what of its `vpn` is given. */
export function vpnLink(
  given: Partial<Vpn> | null,
  name: string | null = null,
  endpoint?: string,
): WantedLink {
  const vpn: Vpn | null = given && { kind: 'ipsec', peer: null, interface: null, bgpPeer: null, ...given }
  return wantedLink('utama', name, endpoint === undefined ? { vpn } : { vpn, endpoint })
}

function addTo(timeTicks: Buffer, cs: number): Buffer {
  const content = timeTicks.subarray(2)
  const ticks = content.readUIntBE(0, content.length) + cs
  const bytes = Buffer.alloc(5)
  bytes.writeUIntBE(ticks, 0, 5)
  return Buffer.concat([Buffer.from([tags.timeTicks, 5]), bytes])
}
