/** What became of an outage, and of a layer that is down, while the collector was stopped or devices.yaml edited. */
import { describe, expect, test } from 'vitest'
import { findOutages } from '../../db/find-outages.ts'
import { layerChanges } from '../../db/layer-changes.ts'
import { sessionReading, tunnelReading } from '../domain/layers.test-kit.ts'
import type { Vpn } from '../domain/link.ts'
import { everything } from '../domain/scope.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

const a = link('a')
const shown = ({ poll }: Stage) => poll.snapshot().links[0]!

async function statusesOf({ store }: Stage): Promise<string[]> {
  const rows = await store.db.selectFrom('status_change').select('to_status').orderBy('id').execute()
  return rows.map((row) => row.to_status)
}

async function outagesOf({ store }: Stage) {
  return findOutages(store.db, everything, { link: 'a' })
}

describe('an outage that a visit saw, of a link that answers', () => {
  async function stageOfFallen(): Promise<Stage> {
    const stage = await stageOf(networkOf([a]))
    await stage.pass(70)
    stage.world.interfaceDown.add('a')
    await stage.pass(60)
    expect(stage.status('a')).toBe('down')
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
    stage.world.agentSilent.add('r-a')
    await stage.restart(300)
    await stage.pass(70)
    expect(await statusesOf(stage)).toEqual(['up', 'down', 'unknown', 'up'])
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
  const stage = await stageOf(networkOf([a]))
  await stage.pass(95)
  stage.world.silent.add(a.endpoint)
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

describe('a session that is down', () => {
  const vpn: Vpn = { kind: 'gre', peer: null, interface: null, bgpPeer: '10.255.0.1' }
  const well: VpnReading = { tunnels: [tunnelReading()], ipsec: null, session: sessionReading() }
  const fallen = { ...well, session: sessionReading({ state: 'active', establishedSeconds: 20 }) }
  const linkWith = (given: Partial<Vpn>) => networkOf([{ ...a, vpn: { ...vpn, ...given } }])

  async function history({ store }: Stage): Promise<string[]> {
    const changes = await layerChanges(store.db, everything, { satker: 's-a', most: 20 })
    return (changes.get('a') ?? []).map(({ layer, to }) => `${layer} ${to}`).toReversed()
  }

  async function stageOfFallen(): Promise<Stage> {
    const stage = await stageOf(linkWith({}))
    stage.world.vpn.set('a', well)
    await stage.pass(70)
    stage.world.vpn.set('a', fallen)
    await stage.pass(60)
    expect(shown(stage).condition).toEqual(['session-down'])
    return stage
  }

  test('is not back because the agent fell silent', async () => {
    const stage = await stageOfFallen()
    stage.world.agentSilent.add('r-a')
    await stage.pass(300)
    expect(shown(stage)).toMatchObject({
      status: 'degraded',
      condition: ['session-down', 'snmp-silent'],
      layers: { session: { state: 'unknown' } },
    })
  })

  test('is told once, whatever else of the VPN is edited', async () => {
    const stage = await stageOfFallen()
    await stage.apply(linkWith({ interface: 'tun0' }))
    await stage.pass(130)
    expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down'])
    expect(shown(stage)).toMatchObject({ status: 'degraded', condition: ['session-down'] })
  })

  test('is nothing to a link that is not asked for it any more', async () => {
    const stage = await stageOfFallen()
    stage.world.vpn.set('a', { ...well, session: null })
    await stage.apply(linkWith({ bgpPeer: null }))
    await stage.pass(10)
    expect(shown(stage)).toMatchObject({ condition: [], layers: { session: null } })
  })

  test('leaves no past to another that is named in its place while we are away', async () => {
    const stage = await stageOfFallen()
    stage.world.vpn.delete('a')
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
