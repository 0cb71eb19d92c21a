import { expect, test } from 'vitest'
import { planFaults } from './fault-plan.ts'
import { Paths } from './paths.ts'
import { PlayedRouter } from './played-router.ts'
import type { Stage } from './played-router.ts'
import { sampleNetwork } from './sample-network.test-kit.ts'
import { dayMs, start } from './sight.test-kit.ts'
import { zoneOffsets } from './zone-offset.ts'

const network = sampleNetwork({ regions: 6, offices: 38 })
const plan = planFaults(network)
const stage: Stage = {
  seed: network.simulator.seed,
  satker: new Map(network.satker.map((satker) => [satker.code, satker])),
  offsetsMs: zoneOffsets(network.satker),
  plan,
  paths: new Paths(network, plan, new Set()),
}

function playRouter(id: string, at: number): PlayedRouter {
  const links = network.links.filter(({ router }) => router === id)
  return new PlayedRouter(
    network.routers.find((router) => router.id === id)!,
    links,
    stage,
    at,
  )
}

test('a lossy line leaves about a tenth of the questions unanswered, of a repeated one not always', () => {
  const lossy = network.links.filter(({ router }) => plan.lossRatioOf(router, start) > 0)
  expect(lossy.length).toBe(1)
  const [link] = lossy
  const router = playRouter(link!.router, start)
  let [asked, lost] = [0, 0]
  for (let at = start; at < start + 3_600_000; at += 1000) {
    if (!stage.paths.isAlive(link!, at)) continue
    asked++
    if (!router.reply(at, 77)) lost++
  }
  expect(asked).toBeGreaterThan(100)
  expect(lost / asked).toBeGreaterThan(0.06)
  expect(lost / asked).toBeLessThan(0.14)
})

test('a router that lost its power counts from nothing, uptime and octets alike', () => {
  const at = (id: string, time: number) => plan.bootedAt(id, time)
  const { id } = network.routers.find(({ id }) => at(id, start) !== at(id, start + dayMs))!
  const bootedAt = at(id, start + dayMs)
  const router = playRouter(id, bootedAt - 3_600_000)
  const before = router.reply(bootedAt - 3_600_000, 1)
  expect(router.reply(bootedAt - 1000, 1)).toBeNull()
  let after = router.reply(bootedAt + 60_000, 1)
  for (let minute = 2; !after; minute++) after = router.reply(bootedAt + minute * 60_000, minute)
  expect(after.view.upTimeCs).toBeLessThan(3_600_000)
  expect(after.view.interfaces.at(-1)!.in.octets).toBeLessThan(before?.view.interfaces.at(-1)!.in.octets ?? 0)
})

test('the answer takes as long as the medium does', () => {
  const delayOf = (name: string) => playRouter(`${name}-ce1`, start).reply(start, 1)?.delayMs
  const offices = network.links.filter(
    ({ role, satker }) => role === 'primary' && satker.startsWith('kantor'),
  )
  for (const { medium, satker } of offices) {
    const delayMs = delayOf(satker)
    if (delayMs === undefined) continue
    expect(delayMs > 500).toBe(medium === 'vsat')
  }
})

test('a session that is reset is established anew while its line never fell, and its traffic goes on', () => {
  const vpns = { 'pusat-utama': { bgpPeer: '192.0.2.1' } }
  const calm = sampleNetwork({ regions: 0, offices: 0, simulator: { outages: false }, vpns })
  const resetAt = start + 90_000
  const calmPlan = planFaults(calm)
  const calmStage: Stage = {
    ...stage,
    satker: new Map(calm.satker.map((satker) => [satker.code, satker])),
    plan: { ...calmPlan, sessionResetAt: (_, at) => (at < resetAt ? null : resetAt) },
    paths: new Paths(calm, calmPlan, new Set()),
  }
  const links = calm.links.filter(({ router }) => router === 'pusat-ce1')
  const router = new PlayedRouter(calm.routers[0]!, links, calmStage, start)
  const views = [60_000, 120_000, 180_000].map((later) => router.reply(start + later, 1)!.view)
  const [long, ...after] = views.map(({ sessions }) => sessions[0]!)
  expect(long!.establishedSeconds).toBeGreaterThan(86_400)
  expect(after).toMatchObject([
    { state: 6, establishedSeconds: 18, transitions: long!.transitions + 1 },
    { state: 6, establishedSeconds: 78, transitions: long!.transitions + 1 },
  ])
  const lines = views.map(({ interfaces }) => interfaces.find(({ name }) => name === 'wan1')!)
  expect(lines.map(({ lastChangeCs }) => lastChangeCs)).toEqual([0, 0, 0])
  expect(lines[2]!.in.octets).toBeGreaterThan(lines[1]!.in.octets)
})
