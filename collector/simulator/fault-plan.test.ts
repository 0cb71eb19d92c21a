import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readNetwork } from '../config/read-network.ts'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'
import { sampleNetwork } from './sample-network.test-kit.ts'
import { dayMs, look, start, stepMs, watchDay } from './sight.test-kit.ts'

const demonstration = readNetwork(fileURLToPath(new URL('../../devices.yaml', import.meta.url)), {})

test('the demonstration is 46 satker with 60 links, each router on a port of its own below the ephemeral ones', () => {
  if (!demonstration.ok) return expect(demonstration.problems).toEqual([])
  const { satker, links, routers, synthetic } = demonstration.network
  expect([satker.length, links.length, synthetic]).toEqual([46, 60, true])
  const ports = routers.map(({ snmp }) => snmp!.port)
  expect(new Set(ports).size).toBe(46)
  expect([Math.min(...ports) > 1024, Math.max(...ports) < 32_768]).toEqual([true, true])
})

describe.each([
  ['the demonstration', demonstration.ok ? demonstration.network : null],
  ['a network of its shape', sampleNetwork({ regions: 6, offices: 38 })],
  ['the same with another seed', sampleNetwork({ regions: 6, offices: 38, simulator: { seed: 1446 } })],
])('a day of %s', (_, maybe) => {
  const network = maybe!
  const sights = watchDay(network)

  test('at any time one to six of them are down or degraded, beside a region that is gone', () => {
    const calm = sights.filter(({ isRegionGone }) => !isRegionGone)
    expect(Math.min(...sights.map(({ down }) => down))).toBeGreaterThanOrEqual(1)
    expect(Math.max(...calm.map(({ ill }) => ill))).toBeLessThanOrEqual(6)
    expect(Math.max(...sights.map(({ ill }) => ill))).toBeLessThanOrEqual(15)
    const usual = calm.filter(({ ill }) => ill >= 2 && ill <= 4)
    expect(usual.length / calm.length).toBeGreaterThan(0.9)
  })

  test('something changes within any three minutes', () => {
    let sinceMs = 0
    for (const [i, { key }] of sights.entries()) {
      sinceMs = key === sights[i - 1]?.key ? sinceMs + stepMs : 0
      expect(sinceMs).toBeLessThanOrEqual(180_000)
    }
  })

  test('a region goes with all behind it about once an hour, for some minutes', () => {
    const gone = sights.map(({ isRegionGone }) => isRegionGone)
    const times = gone.filter((isGone, i) => isGone && !gone[i - 1]).length
    expect(times).toBeGreaterThanOrEqual(20)
    expect(times).toBeLessThanOrEqual(25)
    expect((gone.filter(Boolean).length * stepMs) / times / 60_000).toBeGreaterThan(4)
  })

  test('the hubs stay', () => {
    const plan = planFaults(network)
    const hubLinks = network.links.filter(({ dependsOn }) => dependsOn.length === 0)
    for (let at = start; at < start + dayMs; at += 60_000) {
      expect(hubLinks.some(({ id }) => plan.isCut(id, at))).toBe(false)
    }
  })
})

test('the same seed plans the same faults, another seed others', () => {
  const plan = (seed: number) => {
    const network = sampleNetwork({ regions: 3, offices: 20, simulator: { seed } })
    return watchDay(network).map(({ key }) => key)
  }
  expect(plan(5)).toEqual(plan(5))
  expect(plan(5)).not.toEqual(plan(6))
})

test('the answer does not depend on what was asked before', () => {
  const network = sampleNetwork({ regions: 6, offices: 38 })
  const [fresh, used] = [planFaults(network), planFaults(network)]
  for (let at = start + dayMs; at > start; at -= 600_000) used.isCut('kantor3-utama', at)
  for (let at = start; at < start + dayMs; at += 60_000) {
    expect(used.isCut('kantor3-utama', at)).toBe(fresh.isCut('kantor3-utama', at))
  }
})

test('a satker that comes with an edit leaves the faults of nearly all others as they are', () => {
  const before = planFaults(sampleNetwork({ regions: 6, offices: 37 }))
  const after = planFaults(sampleNetwork({ regions: 6, offices: 38 }))
  let same = 0
  for (let i = 0; i < 1000; i++) {
    const [link, at] = [`kantor${i % 37}-utama`, start + i * 60_000]
    if (before.isCut(link, at) === after.isCut(link, at)) same++
  }
  expect(same).toBeGreaterThan(980)
})

test('routers lose their power and start anew, and are silent in between', () => {
  const network = sampleNetwork({ regions: 6, offices: 38 })
  const plan = planFaults(network)
  let boots = 0
  for (const { id } of network.routers) {
    for (let at = start; at < start + dayMs; at += 60_000) {
      if (plan.bootedAt(id, at) === plan.bootedAt(id, at - 60_000)) continue
      boots++
      expect(plan.isOff(id, plan.bootedAt(id, at) - 1000)).toBe(true)
      expect(plan.isOff(id, at)).toBe(false)
    }
  }
  expect(boots).toBeGreaterThan(10)
  expect(boots).toBeLessThan(80)
})

test('with outages switched off nothing fails, loses or starts anew', () => {
  const network = sampleNetwork({ regions: 2, offices: 10, simulator: { outages: false } })
  const plan = planFaults(network)
  const paths = new Paths(network, plan, new Set())
  for (let at = start; at < start + 7 * dayMs; at += 300_000) {
    expect(look(network, paths, at).ill).toBe(0)
    expect(plan.lossRatioOf('kantor1-ce1', at)).toBe(0)
    expect(plan.bootedAt('kantor1-ce1', at)).toBe(plan.bootedAt('kantor1-ce1', start))
  }
})

test('a small network is not always ill', () => {
  const sights = watchDay(sampleNetwork({ regions: 0, offices: 3 }))
  expect(sights.filter(({ ill }) => ill === 0).length / sights.length).toBeGreaterThan(0.5)
})

test('a deep lattice of dependencies, all cut at its foot, is seen through at once', () => {
  const network = sampleNetwork({
    regions: 0,
    offices: 60,
    simulator: { outages: false, cut: ['pusat-utama'] },
  })
  const [foot, ...offices] = network.links.filter(
    ({ role, satker }) => role === 'primary' && satker !== 'cadangan',
  )
  offices.forEach((link, i) => {
    link.dependsOn = [offices[i - 1] ?? foot!, offices[i - 2] ?? foot!].map(({ id }) => id)
  })
  const paths = new Paths(network, planFaults(network), new Set())
  expect(paths.isAlive(offices.at(-1)!, start)).toBe(false)
})
