import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { isLoopback } from '../config/address.ts'
import { readNetwork } from '../config/read-network.ts'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'
import { hasSession, hasTunnel } from './played-vpn.ts'
import { dayMs, start } from './sight.test-kit.ts'

const read = readNetwork(fileURLToPath(new URL('../../devices.yaml', import.meta.url)), {})
if (!read.ok) throw new Error(JSON.stringify(read.problems))
const { network } = read
const stepMs = 60_000
const minutes = Array.from({ length: dayMs / stepMs }, (_, i) => start + i * stepMs)

test('the demonstration has tunnels and sessions of every kind, and no gateway beyond loopback to be asked', () => {
  const vpns = network.links.flatMap(({ vpn }) => vpn ?? [])
  expect(new Set(vpns.map(({ kind }) => kind))).toEqual(new Set(['mpls', 'ipsec', 'gre']))
  expect(vpns.filter(({ peer }) => peer !== null && !isLoopback(peer))).toEqual([])
  expect(network.links.filter(({ endpoint }) => !isLoopback(endpoint))).toEqual([])
  expect(network.links.filter(hasSession).length).toBeGreaterThan(40)
  expect(network.links.filter(hasTunnel).length).toBeGreaterThanOrEqual(10)
})

test('its BGP peers are of the ranges for documentation, each of one link', () => {
  const peers = network.links.flatMap(({ vpn }) => vpn?.bgpPeer ?? [])
  expect(peers.filter((peer) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/.test(peer))).toEqual([])
  expect(new Set(peers).size).toBe(peers.length)
})

test('some of its offices have a second line, each with a VPN of its own', () => {
  const linksOf = Map.groupBy(network.links, ({ satker }) => satker)
  const pairs = [...linksOf.values()].filter((links) => links.length === 2 && links.every(({ vpn }) => vpn))
  expect(pairs.length).toBeGreaterThanOrEqual(2)
})

describe('in a day of the demonstration', () => {
  const plan = planFaults(network)
  const paths = new Paths(network, plan, new Set())
  const tunnels = network.links.filter(hasTunnel)
  const sessions = network.links.filter(hasSession)

  test('tunnels and sessions fall for minutes at a time, and seldom more than one or two at once', () => {
    const tunnelsDown = minutes.map((at) => tunnels.filter(({ id }) => plan.isTunnelDown(id, at)).length)
    const sessionsDown = minutes.map((at) => sessions.filter(({ id }) => plan.isSessionDown(id, at)).length)
    expect(shareOf(tunnelsDown, (down) => down > 0)).toBeGreaterThan(0.3)
    expect(shareOf(tunnelsDown, (down) => down > 0)).toBeLessThan(0.7)
    expect(shareOf(sessionsDown, (down) => down > 0)).toBeGreaterThan(0.3)
    expect(shareOf(sessionsDown, (down) => down > 0)).toBeLessThan(0.7)
    expect(Math.max(...tunnelsDown, ...sessionsDown)).toBeLessThanOrEqual(2)
  })

  test('each falls where nothing else did', () => {
    for (const [i, at] of minutes.entries()) {
      const fallen = (isDown: typeof plan.isTunnelDown) => (link: { id: string }) =>
        isDown(link.id, at) && i > 0 && !isDown(link.id, at - stepMs)
      const begun = [
        ...tunnels.filter(fallen(plan.isTunnelDown)),
        ...sessions.filter(fallen(plan.isSessionDown)),
      ]
      for (const link of begun) {
        const wasWhole = [0, stepMs].some((beforeMs) => paths.isWhole(link, at - beforeMs))
        expect([link.id, at, wasWhole]).toEqual([link.id, at, true])
      }
    }
  })

  test('sessions are reset some times an hour, each told for as long as two visits need and never before it was', () => {
    const resets = new Map<string, number>()
    for (const at of minutes) {
      for (const { id } of sessions) {
        const resetAt = plan.sessionResetAt(id, at)
        if (resetAt === null) continue
        expect(resetAt).toBeLessThanOrEqual(at)
        resets.set(`${id} ${resetAt}`, (resets.get(`${id} ${resetAt}`) ?? 0) + 1)
      }
    }
    expect(resets.size).toBeGreaterThan(24)
    expect(resets.size).toBeLessThan(24 * 10)
    const [, ...whole] = resets.values()
    expect(whole.filter((told) => told >= 3).length).toBeGreaterThan(whole.length - 3)
  })

  test('the answer does not depend on what was asked before, and is another for another seed', () => {
    const fresh = planFaults(network)
    const other = planFaults({ ...network, simulator: { ...network.simulator, seed: 7 } })
    const told = (one: typeof plan) =>
      minutes.map((at) =>
        sessions
          .filter(({ id }) => one.isSessionDown(id, at))
          .map(({ id }) => id)
          .join(),
      )
    expect(told(fresh)).toEqual(told(plan))
    expect(told(other)).not.toEqual(told(plan))
  })
})

test('with outages switched off no tunnel and no session falls but those that are held', () => {
  const [tunnel, session] = [network.links.find(hasTunnel)!, network.links.find(hasSession)!]
  const calm = { ...network.simulator, outages: false, tunnelDown: [tunnel.id], sessionDown: [session.id] }
  const edited = { ...network, simulator: calm }
  const plan = planFaults(edited)
  const paths = new Paths(edited, plan, new Set())
  for (const at of minutes.filter((_, i) => i % 60 === 0)) {
    expect(network.links.filter((link) => paths.isTunnelBroken(link, at))).toEqual([tunnel])
    expect(network.links.filter((link) => paths.isSessionBroken(link, at))).toEqual([session])
    expect(network.links.filter(({ id }) => plan.sessionResetAt(id, at) !== null)).toEqual([])
  }
})

function shareOf(counts: number[], isMeant: (count: number) => boolean): number {
  return counts.filter(isMeant).length / counts.length
}
