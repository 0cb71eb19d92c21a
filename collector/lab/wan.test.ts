/** The whole collector against a WAN with real routers: what it says must be what was done to the lines. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Health, WireReadings } from '../serve/wire.ts'
import { startCollector } from './collector-process.ts'
import type { CollectorProcess } from './collector-process.ts'
import { whyNoLab } from './missing.ts'
import { sites } from './sites.ts'
import type { Site } from './sites.ts'
import { until } from './until.ts'
import { createWan } from './wan.ts'
import type { Wan } from './wan.ts'

const why = whyNoLab()
const sweepMs = 10_000
/** From a cut to the page: a sweep, its burst, and room for a busy machine. */
const downWithinMs = 20_000
/** Two sweeps in a row, answered. */
const upWithinMs = 40_000

describe.skipIf(why)(`the collector on the lab's WAN${why ? ` (${why})` : ''}`, () => {
  let wan: Wan
  let collector: CollectorProcess
  beforeAll(async () => {
    wan = await createWan()
    collector = await startCollector(wan)
  }, 60_000)
  afterAll(async () => {
    await collector?.stop()
    await wan?.stop()
  }, 30_000)

  /** Cuts, sees the links go, restores, and sees them come back; `since` must be the time of the deed. */
  async function cutAndRestore(
    site: Site,
    expected: Partial<Record<Site, 'down' | 'unreachable'>>,
  ): Promise<void> {
    const gone = Object.entries(expected)
    const cutAt = Date.now()
    await wan.cut(site)
    const seen = await Promise.all(
      gone.map(([id, status]) => collector.live.untilStatus(id, status, downWithinMs)),
    )
    for (const link of seen) {
      expect(link.since, `${link.id} since`).toBeGreaterThanOrEqual(cutAt - 1_000)
      expect(link.since, `${link.id} since`).toBeLessThanOrEqual(cutAt + sweepMs + 1_000)
    }
    await wan.restore(site)
    await Promise.all(gone.map(([id]) => collector.live.untilStatus(id, 'up', upWithinMs)))
  }

  describe.concurrent('with a scenario on each branch', () => {
    it('holds a branch down that is cut off, since the cut, and up again when it is back', async () => {
      await collector.live.untilStatus('branch-1', 'up', 30_000)
      await cutAndRestore('branch-1', { 'branch-1': 'down' })
    }, 120_000)

    it('holds a branch degraded that loses three echoes of ten, never down, and knows its loss', async () => {
      await collector.live.untilStatus('branch-2', 'up', 30_000)
      await wan.lossy('branch-2', 0.3)
      const from = Math.floor(Date.now() / 60_000) * 60_000
      await collector.live.untilStatus('branch-2', 'degraded', 240_000)

      const echoes = await until('60 echoes in closed minutes', 300_000, async () => {
        await wait(5_000)
        const { asked, answered } = await collector.get<WireReadings>(
          `/api/links/branch-2/readings?from=${from}&to=${Date.now()}&resolution=60000`,
        )
        const counted = { asked: sum(asked), answered: sum(answered) }
        return counted.asked >= 60 ? counted : undefined
      })
      const link = collector.live.link('branch-2')
      expect(1 - echoes.answered / echoes.asked).toBeGreaterThan(0.15)
      expect(1 - echoes.answered / echoes.asked).toBeLessThan(0.45)
      expect(link?.lossRatio).toBeGreaterThan(0.15)
      expect(link?.lossRatio).toBeLessThan(0.45)
      expect(link).toMatchObject({ status: 'degraded', condition: expect.arrayContaining(['loss']) })
      expect(collector.live.statuses('branch-2')).not.toContain('down')
      await wan.calm()
    }, 600_000)

    it('measures traffic within a tenth of what the kernel counted', async () => {
      const flow = wan.push('branch-3', 8_000_000, 130)
      // By then the last visit, and the one it is compared with, lie within the flow.
      await wait(45_000)
      const before = await octetsNow()
      const ratesBefore = collector.live.ratesIn('branch-3').length
      await wait(80_000)
      const after = await octetsNow()
      const truth = (8_000 * (after.octets - before.octets)) / (after.ms - before.ms)
      // snmpd's own counters lag by up to 3 s: in one visit of twenty seconds that is much, over several little.
      const rates = collector.live.ratesIn('branch-3').slice(ratesBefore)
      expect(rates.length).toBeGreaterThanOrEqual(3)
      const measured = sum(rates) / rates.length
      expect(measured / truth).toBeGreaterThan(0.9)
      expect(measured / truth).toBeLessThan(1.1)
      await flow
    }, 170_000)
  })

  it('holds the hub down that is cut off, and the branches behind it unreachable', async () => {
    const others = ['hub', 'branch-1', 'branch-3']
    await Promise.all(others.map((id) => collector.live.untilStatus(id, 'up', upWithinMs)))
    await cutAndRestore('hub', { hub: 'down', 'branch-1': 'unreachable', 'branch-3': 'unreachable' })
  }, 120_000)

  it('has done so by fping, and without a hole in what it told', async () => {
    const health = await collector.get<Health>('/api/health')
    expect(health).toMatchObject({
      ok: true,
      blind: false,
      icmp: { by: 'fping', endpoints: sites.length },
    })
    expect(collector.live.holes).toBe(0)
  })

  async function octetsNow(): Promise<{ ms: number; octets: number }> {
    return { octets: await wan.octetsIn('branch-3'), ms: performance.now() }
  }
})

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
