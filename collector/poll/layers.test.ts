/** What is told of a link's layers while it is polled: the real schedule, judge and store, and fake far ends. */
import { describe, expect, test } from 'vitest'
import { sessionReading, tunnelReading } from '../domain/layers.test-kit.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'
import { a, gateway, history, network, shown, well, words } from './vpn-stage.test-kit.ts'

const withoutSession: VpnReading = {
  ...well,
  session: sessionReading({ state: 'active', establishedSeconds: 20 }),
}
const withoutTunnel: VpnReading = { ...well, tunnels: [tunnelReading({ operStatus: 'down' })] }

async function stageOfWell(): Promise<Stage> {
  const stage = await stageOf(network)
  stage.world.vpn.set('a', well)
  await stage.pass(70)
  return stage
}

describe('a link whose session falls', () => {
  test('is degraded at once, says which layer it is, and since when', async () => {
    const stage = await stageOfWell()
    expect([words(stage), shown(stage).status, shown(stage).condition]).toEqual(['up up up', 'up', []])
    stage.world.vpn.set('a', withoutSession)
    stage.published.length = 0
    await stage.pass(60)
    const { status, condition, since, layers } = shown(stage)
    expect([words(stage), status, condition]).toEqual(['up up down', 'degraded', ['session-down']])
    expect(layers?.session).toMatchObject({ since, by: 'bgp', peer: '10.255.0.1' })
    const told = stage.published.flatMap(({ links }) => links)
    expect(told).toContainEqual(expect.objectContaining({ id: 'a', condition: ['session-down'] }))
    expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down'])
  })

  test('is up again with the visit that sees it established', async () => {
    const stage = await stageOfWell()
    stage.world.vpn.set('a', withoutSession)
    await stage.pass(60)
    stage.world.vpn.set('a', { ...well, session: sessionReading({ establishedSeconds: 5 }) })
    await stage.pass(60)
    expect([words(stage), shown(stage).status, shown(stage).condition]).toEqual(['up up up', 'up', []])
    expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down', 'session up'])
  })

  test('goes on with it after a restart, and tells the history nothing twice', async () => {
    const stage = await stageOfWell()
    stage.world.vpn.set('a', withoutSession)
    await stage.pass(60)
    const before = shown(stage).layers?.session
    stage.world.vpn.set('a', {
      ...withoutSession,
      session: sessionReading({ state: 'idle', establishedSeconds: 0 }),
    })
    await stage.restart(300)
    expect(words(stage)).toBe('unknown unknown unknown')
    await stage.pass(130)
    expect(shown(stage).layers?.session).toEqual(before)
    expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down'])
  })

  test('and is silent itself is down, and its conditions still name the layer', async () => {
    const stage = await stageOfWell()
    stage.world.vpn.set('a', withoutTunnel)
    await stage.pass(60)
    stage.world.silent.add(a.endpoint)
    await stage.pass(20)
    expect([shown(stage).status, shown(stage).condition]).toEqual(['down', ['tunnel-down']])
    // Its router is silent with it, so that the gateway, which answers, proves no line.
    expect(words(stage)).toBe('down down up')
  })
})

test('a session that was reset between two visits is told with the time of it', async () => {
  const stage = await stageOfWell()
  stage.world.vpn.set('a', { ...well, session: sessionReading({ establishedSeconds: 12 }) })
  await stage.pass(60)
  const { session } = shown(stage).layers ?? {}
  expect(session).toMatchObject({ state: 'up', since: session?.resetAt })
  expect(Date.now() - (session?.resetAt ?? 0)).toBeLessThan(12_000 + 60_000)
  expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session reset'])
  expect(shown(stage).status).toBe('up')
  stage.world.vpn.set('a', well)
  await stage.restart(5)
  await stage.pass(70)
  expect(shown(stage).layers?.session).toMatchObject({ resetAt: session?.resetAt })
})

test('what the agent does not tell any more is unknown after two visits and a half', async () => {
  const stage = await stageOfWell()
  stage.world.vpn.set('a', withoutSession)
  await stage.pass(60)
  stage.world.vpn.delete('a')
  await stage.pass(200)
  expect([words(stage), shown(stage).status]).toEqual(['up unknown unknown', 'degraded'])
})

test('a refused group is taken back, and comes with its dates when it can', async () => {
  const stage = await stageOfWell()
  stage.refuseWrites(true)
  stage.world.vpn.set('a', withoutSession)
  await stage.pass(60)
  expect([shown(stage).status, await history(stage)]).toEqual(['up', ['tunnel up', 'session up']])
  expect(shown(stage).condition).toEqual(['session-down'])
  const { since } = shown(stage).layers?.session ?? {}
  stage.refuseWrites(false)
  await stage.pass(12)
  expect(shown(stage)).toMatchObject({ status: 'degraded', since })
  expect(await history(stage)).toEqual(['tunnel up', 'session up', 'session down'])
})

test('while we are cut off ourselves nothing is known of it', async () => {
  const stage = await stageOf(networkOf([a], ['10.9.9.9']))
  stage.world.vpn.set('a', well)
  await stage.pass(70)
  stage.world.silent.add('10.9.9.9').add(a.endpoint).add(gateway)
  await stage.pass(20)
  expect([shown(stage).status, words(stage)]).toEqual(['unknown', 'unknown unknown unknown'])
  stage.world.silent.clear()
  await stage.pass(70)
  expect([shown(stage).status, words(stage)]).toEqual(['up', 'up up up'])
  expect(await history(stage)).toEqual(['tunnel up', 'session up'])
})

test('a tunnel whose interface was never found says so, and is unknown', async () => {
  const stage = await stageOf(network)
  stage.world.vpn.set('a', { ...well, tunnels: [tunnelReading({ found: false, operStatus: null })] })
  await stage.pass(130)
  expect([words(stage), shown(stage).condition]).toEqual(['up unknown up', ['identity-changed']])
})

describe('of two links of one satker', () => {
  const spare = { ...link('b'), satker: 's-a', role: 'backup' } as const
  const twins = networkOf([{ ...link('a') }, spare])
  const conditions = ({ poll }: Stage) =>
    poll.snapshot().links.map(({ condition }) => condition.filter((each) => each !== 'snmp-silent'))

  test('the one that is left says so at once, and no more when the other is back', async () => {
    const stage = await stageOf({ ...twins, satker: twins.satker.slice(0, 1) })
    await stage.pass(30)
    stage.world.silent.add(spare.endpoint)
    stage.published.length = 0
    await stage.pass(20)
    expect(conditions(stage)).toEqual([['twin-down'], []])
    const [gone] = stage.published.filter(({ links }) => links.some(({ status }) => status === 'down'))
    expect(gone?.links).toContainEqual(expect.objectContaining({ id: 'a', condition: ['twin-down'] }))
    expect(gone?.satker).toMatchObject([{ code: 's-a', status: 'degraded' }])
    stage.world.silent.clear()
    await stage.pass(30)
    expect(conditions(stage)).toEqual([[], []])
  })

  test('neither says so when both are gone', async () => {
    const stage = await stageOf({ ...twins, satker: twins.satker.slice(0, 1) })
    await stage.pass(30)
    stage.world.silent.add(spare.endpoint).add(twins.links[0]!.endpoint)
    await stage.pass(30)
    expect(conditions(stage)).toEqual([[], []])
  })
})
