/** What became of an outage, and of a layer that is down, while the collector was stopped or devices.yaml edited. */
import { describe, expect, test } from 'vitest'
import { findOutages } from '../../db/find-outages.ts'
import { layerChanges } from '../../db/layer-changes.ts'
import { sessionReading, tunnelReading } from '../domain/layers.test-kit.ts'
import type { Vpn } from '../domain/link.ts'
import { everything } from '../domain/scope.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

/** It is swept before its router is visited, whenever the collector starts here. */
const one = link('c')
const shown = ({ poll }: Stage) => poll.snapshot().links[0]!

async function statusesOf({ store }: Stage): Promise<string[]> {
  const rows = await store.db.selectFrom('status_change').select('to_status').orderBy('id').execute()
  return rows.map((row) => row.to_status)
}

async function outagesOf({ store }: Stage) {
  return findOutages(store.db, everything, { link: 'c' })
}

describe('an outage that a visit saw, of a link that answers', () => {
  async function stageOfFallen(): Promise<Stage> {
    const stage = await stageOf(networkOf([one]))
    await stage.pass(70)
    stage.world.interfaceDown.add('c')
    await stage.pass(60)
    expect(stage.status('c')).toBe('down')
    return stage
  }

  test('is one over a restart, and nobody is told in between that the link is up', async () => {
    const stage = await stageOfFallen()
    const [before] = await outagesOf(stage)
    stage.published.length = 0
    await stage.restart(300)
    await stage.restart(300)
    await stage.pass(70)
    expect(await statusesOf(stage)).toEqual(['up', 'down', 'unknown', 'down'])
    expect(await outagesOf(stage)).toMatchObject([{ id: before?.id, ended: null }])
    const told = stage.published.flatMap(({ links, satker }) => [...links, ...satker])
    expect(told.map(({ status }) => status)).not.toContain('up')
  })

  test('is over with the first visit that sees the interface up', async () => {
    const stage = await stageOfFallen()
    stage.world.interfaceDown.clear()
    await stage.restart(300)
    await stage.pass(70)
    expect(await statusesOf(stage)).toEqual(['up', 'down', 'unknown', 'up'])
  })

  test('is over with the first echo where the router does not answer the visit', async () => {
    const stage = await stageOfFallen()
    stage.world.agentSilent.add('r-c')
    await stage.restart(300)
    await stage.pass(70)
    expect(await statusesOf(stage)).toEqual(['up', 'down', 'unknown', 'up'])
  })

  test('goes on while something else of the link is edited', async () => {
    const stage = await stageOfFallen()
    await stage.apply(networkOf([{ ...one, endpoint: '10.0.0.7' }]))
    await stage.pass(130)
    expect(await statusesOf(stage)).toEqual(['up', 'down'])
  })

  test('is told to have begun when it did, also after a gap', async () => {
    const stage = await stageOfFallen()
    const { since } = shown(stage)
    await stage.restart(300)
    await stage.pass(70)
    expect(shown(stage)).toMatchObject({ status: 'down', since })
    expect(stage.poll.snapshot().satker).toMatchObject([{ status: 'down', since }])
    await stage.restart(2)
    expect(shown(stage)).toMatchObject({ status: 'down', since })
  })
})

test('what is learned of an outage after two restarts is added to it', async () => {
  const stage = await stageOf(networkOf([one]))
  await stage.pass(95)
  stage.world.silent.add(one.endpoint)
  await stage.pass(60)
  await stage.restart(100)
  await stage.pass(30)
  await stage.restart(100)
  await stage.pass(30)
  stage.world.agentsStartedAt = Date.now() - 200_000
  stage.world.silent.clear()
  await stage.pass(120)
  const [outage] = await outagesOf(stage)
  expect(outage?.evidence.map(({ what }) => what)).toContain('router-restarted')
})

test('so is what is learned of one that nobody saw go on after the last of them', async () => {
  const stage = await stageOf(networkOf([one]))
  await stage.pass(95)
  stage.world.silent.add(one.endpoint)
  await stage.pass(60)
  await stage.restart(100)
  stage.world.agentsStartedAt = Date.now() - 50_000
  stage.world.silent.clear()
  await stage.restart(20)
  await stage.pass(120)
  const [outage] = await outagesOf(stage)
  expect(outage?.evidence.map(({ what }) => what)).toContain('router-restarted')
})

test('an outage that another follows leaves its evidence to that', async () => {
  const hub = link('hub')
  const stage = await stageOf(networkOf([hub, { ...one, dependsOn: ['hub'] }]))
  await stage.pass(95)
  stage.world.silent.add(one.endpoint)
  await stage.pass(60)
  stage.world.silent.add(hub.endpoint)
  await stage.restart(300)
  await stage.pass(30)
  expect(stage.status('c')).toBe('unreachable')
  stage.world.agentsStartedAt = Date.now() - 10_000
  stage.world.silent.clear()
  await stage.pass(120)
  const [last] = await outagesOf(stage)
  expect(last?.status).toBe('unreachable')
  expect(last?.evidence.map(({ what }) => what)).toContain('router-restarted')
})

describe('a session that is down', () => {
  const vpn: Vpn = { kind: 'gre', peer: null, interface: null, bgpPeer: '10.255.0.1' }
  const well: VpnReading = { tunnels: [tunnelReading()], ipsec: null, session: sessionReading() }
  const fallen = { ...well, session: sessionReading({ state: 'active', establishedSeconds: 20 }) }
  const linkWith = (given: Partial<Vpn>) => networkOf([{ ...one, vpn: { ...vpn, ...given } }])

  async function history({ store }: Stage): Promise<string[]> {
    const changes = await layerChanges(store.db, everything, { satker: 's-c', most: 20 })
    return (changes.get('c') ?? []).map(({ layer, to }) => `${layer} ${to}`).toReversed()
  }

  async function stageOfFallen(): Promise<Stage> {
    const stage = await stageOf(linkWith({}))
    stage.world.vpn.set('c', well)
    await stage.pass(70)
    stage.world.vpn.set('c', fallen)
    await stage.pass(60)
    expect(shown(stage).condition).toEqual(['session-down'])
    return stage
  }

  test('is not back because the agent fell silent', async () => {
    const stage = await stageOfFallen()
    stage.world.agentSilent.add('r-c')
    await stage.pass(300)
    expect(shown(stage)).toMatchObject({
      status: 'degraded',
      condition: ['session-down', 'snmp-silent'],
      layers: { session: { state: 'unknown' } },
    })
  })

  test('over a restart keeps a link without an interface of its own from being told up', async () => {
    const stage = await stageOf(networkOf([{ ...one, vpn, interface: null }]))
    stage.world.vpn.set('c', well)
    await stage.pass(70)
    stage.world.vpn.set('c', fallen)
    await stage.pass(60)
    stage.world.vpn.set('c', well)
    await stage.restart(300)
    await stage.pass(4)
    expect(stage.status('c')).toBe('unknown')
    await stage.pass(20)
    expect(await statusesOf(stage)).toEqual(['up', 'degraded', 'unknown', 'up'])
  })

  test('is told once, whatever else of the VPN is edited', async () => {
    const stage = await stageOfFallen()
    await stage.apply(linkWith({ interface: 'tun0' }))
    expect(shown(stage).layers).toMatchObject({ access: { state: 'up' }, session: { state: 'down' } })
    await stage.pass(130)
    expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down'])
    expect(shown(stage)).toMatchObject({ status: 'degraded', condition: ['session-down'] })
  })

  test('is nothing to a link that is not asked for it any more', async () => {
    const stage = await stageOfFallen()
    stage.world.vpn.set('c', { ...well, session: null })
    await stage.apply(linkWith({ bgpPeer: null }))
    await stage.pass(10)
    expect(shown(stage)).toMatchObject({ condition: [], layers: { session: null } })
  })

  test('leaves no past to another that is named in its place while we are away', async () => {
    const stage = await stageOfFallen()
    stage.world.vpn.delete('c')
    await stage.restart(300, linkWith({ bgpPeer: '10.255.0.9' }))
    await stage.pass(70)
    expect(shown(stage)).toMatchObject({ status: 'up', condition: [], layers: { session: { since: null } } })
  })

  test('over a restart its link is unknown until the visit, and never up', async () => {
    const stage = await stageOfFallen()
    await stage.restart(300)
    await stage.pass(70)
    expect(await statusesOf(stage)).toEqual(['up', 'degraded', 'unknown', 'degraded'])
  })
})
