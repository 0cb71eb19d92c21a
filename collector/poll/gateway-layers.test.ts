/** What the gateway of a link's tunnel lets conclude while it is polled. */
import { describe, expect, test } from 'vitest'
import { ipsecReading } from '../domain/layers.test-kit.ts'
import { networkOf, stageOf } from './stage.test-kit.ts'
import { a, gateway, history, network, shown, vpn, well, words } from './vpn-stage.test-kit.ts'

const bare = networkOf([{ ...a, vpn: { ...vpn, interface: null, bgpPeer: null } }])
const routerAddress = '10.0.1.1'
const reachedBefore = {
  ...bare,
  routers: bare.routers.map((router) => ({ ...router, address: routerAddress })),
}

test.each<['snmp' | 'both', string]>([
  ['snmp', 'that is asked by nothing else'],
  ['both', 'that is silent to echoes'],
])('a far end of reach %s %s is up by the answers of its agent', async (reach) => {
  const stage = await stageOf({ ...reachedBefore, links: [{ ...a, reach }] })
  stage.world.silent.add(a.endpoint)
  await stage.pass(30)
  expect(shown(stage).layers?.access).toMatchObject({ state: 'up', by: 'snmp' })
})

describe('the gateway of a tunnel', () => {
  test('is asked once in a sweep beside the far end, and counts for no row', async () => {
    const stage = await stageOf(bare)
    await stage.pass(61)
    stage.world.asked.length = 0
    await stage.pass(60)
    expect(stage.world.asked.filter((address) => address === gateway)).toHaveLength(6)
    await stage.pass(10)
    const rows = await stage.store.db.selectFrom('minute_reading').select('asked').execute()
    expect(rows.at(-1)).toEqual({ asked: 6 })
  })

  test('that answers for a far end that does not has no tunnel', async () => {
    const stage = await stageOf(reachedBefore)
    await stage.pass(70)
    expect(words(stage)).toBe('up unknown -')
    stage.world.silent.add(a.endpoint)
    await stage.pass(70)
    expect([shown(stage).status, shown(stage).condition.filter((each) => each !== 'snmp-silent')]).toEqual([
      'down',
      ['tunnel-down'],
    ])
    expect(shown(stage).layers).toMatchObject({
      access: { state: 'up', by: 'peer-echo' },
      tunnel: { state: 'down', by: 'peer-echo' },
    })
    stage.world.silent.add(gateway)
    await stage.pass(60)
    expect(words(stage)).toBe('down unknown -')
    stage.world.silent.clear()
    await stage.pass(40)
    expect(words(stage)).toBe('up up -')
    expect(await history(stage)).toEqual(['tunnel down', 'tunnel up'])
  })

  test('that answers for an office that is dark proves nothing of its line or its tunnel', async () => {
    const stage = await stageOf(reachedBefore)
    await stage.pass(70)
    stage.world.silent.add(a.endpoint).add(routerAddress)
    await stage.pass(130)
    expect([words(stage), await history(stage)]).toEqual(['down unknown -', []])
    expect(shown(stage).layers?.access?.since).toBe(shown(stage).since)
  })

  test('of two links of one dark router blames the key of neither', async () => {
    const links = [a, { ...a, id: 'b', endpoint: '10.0.0.77' }].map((one) => ({
      ...one,
      vpn: { ...vpn, interface: null, bgpPeer: null },
    }))
    const stage = await stageOf({ ...networkOf(links), satker: bare.satker, routers: reachedBefore.routers })
    await stage.pass(70)
    for (const { endpoint } of links) stage.world.silent.add(endpoint)
    stage.world.silent.add(routerAddress)
    await stage.pass(130)
    const told = stage.poll
      .snapshot()
      .links.map(({ layers }) => [layers?.access?.state, layers?.tunnel?.state])
    expect(told).toEqual([
      ['down', 'unknown'],
      ['down', 'unknown'],
    ])
  })

  test('whose IKE went silent keeps the tunnel down over a restart, until it answers', async () => {
    const stage = await stageOf(bare)
    stage.world.ikeAnswering.add(`${gateway} 4500`)
    await stage.pass(120)
    stage.world.ikeAnswering.clear()
    await stage.pass(250)
    const { tunnel } = shown(stage).layers!
    expect(tunnel).toMatchObject({ state: 'down', by: 'ike' })
    await stage.restart(30)
    await stage.pass(70)
    expect(shown(stage).layers?.tunnel).toEqual(tunnel)
    await stage.pass(240)
    expect(await history(stage)).toEqual(['tunnel up', 'tunnel down'])
  })

  test('is asked by IKE once a minute where the router tells nothing, and its silence is the tunnel’s', async () => {
    const stage = await stageOf(bare)
    stage.world.ikeAnswering.add(`${gateway} 4500`)
    await stage.pass(120)
    expect(shown(stage).layers?.tunnel).toMatchObject({ state: 'up', by: 'ike' })
    stage.world.asked.length = 0
    await stage.pass(120)
    expect(stage.world.asked.filter((asked) => asked.includes(' '))).toEqual([
      `${gateway} 4500`,
      `${gateway} 4500`,
    ])
    stage.world.ikeAnswering.clear()
    await stage.pass(190)
    expect([shown(stage).layers?.tunnel, shown(stage).status]).toMatchObject([
      { state: 'down', by: 'ike' },
      'degraded',
    ])
  })

  test('is left alone by IKE where the router tells of its tunnel', async () => {
    const stage = await stageOf(network)
    stage.world.vpn.set('a', { ...well, ipsec: ipsecReading() })
    await stage.pass(61)
    stage.world.asked.length = 0
    await stage.pass(180)
    expect(stage.world.asked.filter((asked) => asked.includes(' '))).toEqual([])
  })
})
