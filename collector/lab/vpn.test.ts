/** The whole collector against real BGP, a real tunnel and a real IKE gateway: what it says of a layer must be what was done to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Condition } from '../domain/status.ts'
import type { WireLink, WireSatkerDetail } from '../serve/wire.ts'
import { startCollector } from './collector-process.ts'
import type { CollectorProcess } from './collector-process.ts'
import { whyNoVpnLab } from './missing.ts'
import { until } from './until.ts'
import { addresses, vpnLinks, vpnSatker } from './vpn-places.ts'
import { createVpnWan } from './vpn-wan.ts'
import type { VpnWan } from './vpn-wan.ts'

const why = whyNoVpnLab()
const visitMs = 10_000
/** Two visits, what an agent takes to notice, and room for a busy machine. */
const seenWithinMs = 45_000
/** A gateway is asked once a minute, and is silent after three times. */
const ikeMs = 60_000
const established = 6

describe.skipIf(why)(`the collector on the lab's VPN parts${why ? ` (${why})` : ''}`, () => {
  let wan: VpnWan
  let collector: CollectorProcess
  beforeAll(async () => {
    wan = await createVpnWan('10s')
    // What an agent tells in its first five minutes is explained by its start.
    await wan.ageAgent()
    collector = await startCollector(wan)
  }, 90_000)
  afterAll(async () => {
    await collector?.stop()
    await wan?.stop()
  }, 30_000)

  const untilLink = (id: string, withinMs: number, wanted: (link: WireLink) => boolean) =>
    collector.live.untilLink(id, withinMs, wanted)
  /** A condition is told at once, the status once it is kept. */
  const isDegradedBy = (wanted: Condition) => (link: WireLink) =>
    link.condition.includes(wanted) && link.status === 'degraded'

  /** Waits until the link is up, with this layer up. */
  const untilCalm = (id: string, layer: 'tunnel' | 'session') =>
    untilLink(id, seenWithinMs, ({ status, layers }) => status === 'up' && layers?.[layer]?.state === 'up')

  async function nextVisit(): Promise<number> {
    const visitedAt = async () => {
      const detail = await collector.get<WireSatkerDetail>(`/api/satker/${vpnSatker.byV2c}`)
      return detail.routers[0]?.visitedAt ?? 0
    }
    const last = await visitedAt()
    return until('the next visit', 3 * visitMs, async () => {
      const at = await visitedAt()
      return at > last ? at : undefined
    })
  }

  const untilSession = (what: string, wanted: (state: number, seconds: number) => boolean) =>
    until(`the BGP session is ${what}`, seenWithinMs, async () => {
      const row = await wan.session()
      return (row !== null && wanted(row.state, row.establishedSeconds)) || undefined
    })

  describe.concurrent('with a scenario on each link', () => {
    it('sees a session that was reset, though it is established again, and one that is held down', async () => {
      const id = vpnLinks.session
      await untilCalm(id, 'session')
      await untilSession('old enough', (state, seconds) => state === established && seconds >= 15)
      await nextVisit()
      const clearedAt = Date.now()
      await wan.clearSession()
      await untilSession('established anew', (state, seconds) => state === established && seconds < 15)
      const reset = await untilLink(id, seenWithinMs, (link) => link.layers?.session?.resetAt != null)
      expect(reset.layers?.session).toMatchObject({ state: 'up', by: 'bgp', peer: addresses.peToCe })
      expect(reset.layers?.session?.resetAt).toBeGreaterThan(clearedAt - 2_000)
      expect(reset.layers?.session?.resetAt).toBeLessThan(clearedAt + visitMs + 5_000)
      expect(reset).toMatchObject({ status: 'up', condition: [] })
      expect(collector.live.statuses(id)).not.toContain('degraded')

      const heldAt = Date.now()
      await wan.holdSessionDown()
      const held = await untilLink(id, seenWithinMs, isDegradedBy('session-down'))
      expect(held.layers).toMatchObject({
        access: { state: 'up' },
        session: { state: 'down', by: 'bgp' },
      })
      expect(held.layers?.session?.since).toBeGreaterThan(heldAt - 2_000)
      expect(held.layers?.session?.since).toBeLessThan(heldAt + 5_000)
      await wan.restoreSession()
      expect(await untilCalm(id, 'session')).toMatchObject({ condition: [] })
      expect(collector.live.statuses(id)).not.toContain('down')
    }, 240_000)

    it('sees a tunnel whose far end died, while the access is up', async () => {
      const id = vpnLinks.tunnel
      await untilCalm(id, 'tunnel')
      const killedAt = Date.now()
      await wan.killTunnelFarEnd()
      const fallen = await untilLink(id, seenWithinMs, isDegradedBy('tunnel-down'))
      expect(fallen.layers).toMatchObject({
        access: { state: 'up', by: 'echo' },
        tunnel: { state: 'down', by: 'tunnel-interface' },
        session: null,
      })
      expect(fallen.layers?.tunnel?.since).toBeGreaterThan(killedAt - 2_000)
      expect(fallen.layers?.tunnel?.since).toBeLessThan(killedAt + 2 * visitMs)
      await wan.restoreTunnel()
      expect(await untilCalm(id, 'tunnel')).toMatchObject({ condition: [] })
      expect(collector.live.statuses(id)).not.toContain('down')
    }, 180_000)

    it('hears by IKE alone that a gateway is there, and then that it is silent', async () => {
      const id = vpnLinks.gateway
      const there = await untilLink(id, 2 * ikeMs, ({ layers }) => layers?.tunnel?.by === 'ike')
      expect(there).toMatchObject({ status: 'up', layers: { tunnel: { state: 'up' }, session: null } })
      await wan.stopGateway()
      const silent = await untilLink(id, 5 * ikeMs, isDegradedBy('tunnel-down'))
      expect(silent.layers).toMatchObject({
        access: { state: 'up', by: 'echo' },
        tunnel: { state: 'down', by: 'ike' },
      })
    }, 480_000)

    it('finds the session and the tunnel of a router that carries one link, of which nothing was said', async () => {
      const { layers } = await untilLink(
        vpnLinks.secure,
        2 * seenWithinMs,
        (link) => link.layers?.session?.by === 'bgp' && link.layers.tunnel?.by === 'tunnel-interface',
      )
      expect(layers?.session?.peer).toBe(addresses.peToCe)
    }, 120_000)
  })

  it('has told it without a hole', () => expect(collector.live.holes).toBe(0))
})
