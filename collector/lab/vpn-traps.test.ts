/** The whole collector and the traps of Net-SNMP's own tools: a router that speaks up is looked at at once. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Health, WireSatkerDetail } from '../serve/wire.ts'
import { startCollector } from './collector-process.ts'
import type { CollectorProcess } from './collector-process.ts'
import { whyNoVpnLab } from './missing.ts'
import { sendTrap, trapNames } from './send-trap.ts'
import { until } from './until.ts'
import { vpnSatker } from './vpn-places.ts'
import { createVpnWan } from './vpn-wan.ts'
import type { VpnWan } from './vpn-wan.ts'

const why = whyNoVpnLab()
/** A tenth of a second where nothing else runs; the room is for a busy machine. */
const visitWithinMs = 15_000
const noticedWithinMs = 30_000
/** However often a router speaks up, it is not visited for it more often. */
const betweenVisitsMs = 10_000
const { byV2c, byV3 } = vpnSatker

describe.skipIf(why)(
  `traps of a real router${why ? ` (${why})` : ''}`,
  () => {
    let wan: VpnWan
    let collector: CollectorProcess
    let port: number
    beforeAll(async () => {
      // So seldom that the round does not hide a visit that is missing; that the trap led to it, its count tells.
      wan = await createVpnWan('60s')
      collector = await startCollector(wan)
      port = await until('the collector listens for traps', 20_000, async () => {
        const { trap } = await health()
        return trap?.listening ? (trap.port ?? undefined) : undefined
      })
      for (const satker of [byV2c, byV3])
        await until(
          `the router of ${satker} was visited`,
          90_000,
          async () => (await visitedAt(satker)) ?? undefined,
        )
    }, 150_000)
    afterAll(async () => {
      await collector?.stop()
      await wan?.stop()
    }, 30_000)

    const health = () => collector.get<Health>('/api/health')

    async function visitedAt(satker: string): Promise<number | null> {
      const detail = await collector.get<WireSatkerDetail>(`/api/satker/${satker}`)
      return detail.routers[0]?.visitedAt ?? null
    }

    async function trapHealth(): Promise<NonNullable<Health['trap']>> {
      const { trap } = await health()
      if (trap === null) throw new Error('the collector does not listen for traps')
      return trap
    }

    /** Does what makes the router send a trap, and waits for the visit that it leads to. */
    async function visitedAfter(
      satker: string,
      deed: () => Promise<void>,
      withinMs = visitWithinMs,
    ): Promise<void> {
      const before = await trapHealth()
      const sentAt = Date.now()
      await deed()
      const seenAt = await until(`the router of ${satker} was visited again`, withinMs, async () => {
        const at = await visitedAt(satker)
        return at !== null && at > sentAt ? at : undefined
      })
      expect(seenAt - sentAt).toBeLessThan(withinMs)
      const after = await until('the trap is counted', 5_000, async () => {
        const now = await trapHealth()
        return now.accepted > before.accepted ? now : undefined
      })
      expect(after.visits).toBeGreaterThan(before.visits)
      expect(after.refused).toEqual(before.refused)
    }

    const send = (version: '2c' | '3', name: string) =>
      sendTrap({ version, name, port, exec: (argv) => wan.exec('ce', argv) })

    it('by SNMPv2c lead to a visit at once', () => visitedAfter(byV2c, () => send('2c', trapNames.linkDown)))

    it('by SNMPv3, signed and encrypted, lead to a visit at once', async () => {
      await visitedAfter(byV3, () => send('3', trapNames.bgpBackward))
      expect((await trapHealth()).keysDerived).toBeGreaterThan(0)
    })

    it('of an agent that starts lead to a visit at once', async () => {
      await wait(betweenVisitsMs)
      await visitedAfter(byV2c, () => wan.restartAgent(port))
    })

    it('of an interface that fell so soon after the start are heard, and no news', async () => {
      const before = await trapHealth()
      await wan.killTunnelFarEnd()
      await until('the trap is counted', 30_000, async () =>
        (await trapHealth()).ignored > before.ignored ? true : undefined,
      )
      const { accepted, visits, refused } = await trapHealth()
      expect({ accepted, visits, refused }).toEqual({
        accepted: before.accepted,
        visits: before.visits,
        refused: before.refused,
      })
    })

    it('of an interface that falls later on lead to a visit', async () => {
      await wan.restoreTunnel()
      await wan.ageAgent()
      await wait(betweenVisitsMs)
      // The agent itself needs some seconds until it notices.
      await visitedAfter(byV2c, () => wan.killTunnelFarEnd(), noticedWithinMs + visitWithinMs)
    })
  },
  240_000,
)
