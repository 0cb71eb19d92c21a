import { describe, expect, test } from 'vitest'
import { everything } from '../domain/scope.ts'
import type { Network } from '../domain/network.ts'
import { startOfStage } from './fake-far-ends.test-kit.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

/** One satker with a router, a link and a contract, as devices.yaml may say it. */
function oneSatker(): Network {
  const network = networkOf([{ ...link('a'), contract: 'k1', monthlyFee: 4_500_000 }, link('b')])
  const pic = { name: 'Ketut', email: null, phone: '0361-1' }
  return {
    ...network,
    satker: network.satker.map((satker) => ({ ...satker, pic, portals: ['https://contoh.example'] })),
    providers: [{ id: 'p1', name: 'Penyedia Contoh', phone: '1500' }],
    contracts: [
      {
        id: 'k1',
        provider: 'p1',
        number: 'K-1/2026',
        from: '2026-01-01',
        to: '2026-12-31',
        availabilityRatio: 0.995,
        restitution: null,
      },
    ],
  }
}

function routerOf({ poll }: Stage, code = 's-a') {
  const [router] = poll.satker(everything, code)?.routers ?? []
  if (!router) throw new Error(`${code} has no router.`)
  return router
}

const says = { sysDescr: 'RouterOS CCR1009', sysObjectId: '1.3.6.1.4.1.14988.1', sysName: 'contoh-ce1' }
/** The agents of the stage started ten thousand seconds before it. */
const agentStartedAt = startOfStage - 10_000_000

describe('a satker in full', () => {
  test('has its portals and its contracts, before anything is measured', async () => {
    const stage = await stageOf(oneSatker())
    expect(stage.poll.satker(everything, 's-a')).toEqual({
      code: 's-a',
      portals: ['https://contoh.example'],
      routers: [
        {
          id: 'r-a',
          address: expect.stringMatching(/^10\./),
          snmp: { version: '2c', port: 161, level: null, authProtocol: null, privProtocol: null },
          state: 'silent',
          identity: null,
          upSince: null,
          visitedAt: null,
          failure: null,
          interfaces: [
            {
              link: 'a',
              name: 'wan0',
              found: null,
              index: null,
              operStatus: null,
              speedBitsPerSecond: null,
              lastChangeAt: null,
              counterBits: null,
              readAt: null,
            },
          ],
          endpoints: null,
        },
      ],
      links: [
        {
          id: 'a',
          interface: 'wan0',
          reach: 'icmp',
          limits: link('a').limits,
          monthlyFee: 4_500_000,
          vpn: null,
          contract: {
            number: 'K-1/2026',
            provider: 'Penyedia Contoh',
            phone: '1500',
            from: '2026-01-01',
            to: '2026-12-31',
            availabilityRatio: 0.995,
          },
        },
      ],
    })
    expect(stage.poll.satker(everything, 's-b')?.links[0]?.contract).toBeNull()
    expect(stage.poll.satker(everything, 's-c')).toBeNull()
  })

  test('holds no secret and no user', async () => {
    const network = oneSatker()
    const routers = network.routers.map((router) => ({
      ...router,
      snmp: router.snmp && { ...router.snmp, user: 'pemantau' },
    }))
    const stage = await stageOf({ ...network, routers })
    await stage.pass(61)
    expect(JSON.stringify(stage.poll.satker(everything, 's-a'))).not.toMatch(/secret|pemantau|community|key/i)
  })
})

describe('a router in full', () => {
  test('is what its last visit saw', async () => {
    const stage = await stageOf(oneSatker())
    stage.world.identity = says
    stage.world.lastChangeCs = 1_000_500
    stage.world.interfaceDown.add('a')
    await stage.pass(61)
    const router = routerOf(stage)
    const { visitedAt } = router
    expect(visitedAt).toBeGreaterThan(startOfStage)
    expect(router).toMatchObject({
      state: 'answering',
      identity: { ...says, at: visitedAt },
      upSince: agentStartedAt,
      failure: null,
      interfaces: [
        {
          link: 'a',
          name: 'wan0',
          found: true,
          index: 2,
          operStatus: 'lowerLayerDown',
          speedBitsPerSecond: 1_000_000_000,
          lastChangeAt: agentStartedAt + 10_005_000,
          counterBits: 64,
          readAt: visitedAt,
        },
      ],
    })
  })

  test('tells no time of a change that was before its agent started', async () => {
    const stage = await stageOf(oneSatker())
    await stage.pass(61)
    expect(routerOf(stage).interfaces).toMatchObject([{ operStatus: 'up', lastChangeAt: null }])
  })

  test('says why it is not answered and since when, and keeps what it was last seen as', async () => {
    const stage = await stageOf(oneSatker())
    await stage.pass(61)
    const { visitedAt, interfaces } = routerOf(stage)
    stage.world.agentRefusing.add('r-a')
    await stage.pass(120)
    const refused = routerOf(stage)
    expect(refused).toMatchObject({
      state: 'refused',
      visitedAt,
      interfaces,
      failure: { why: 'wrong-credentials', since: (visitedAt ?? 0) + 60_000 },
    })
    stage.world.agentRefusing.delete('r-a')
    await stage.pass(60)
    expect(routerOf(stage)).toMatchObject({ state: 'answering', failure: null })
  })

  test('is known from an earlier run by what it said then', async () => {
    const stage = await stageOf(oneSatker())
    stage.world.identity = says
    await stage.pass(61)
    const { identity } = routerOf(stage)
    stage.world.agentSilent.add('r-a')
    await stage.restart(600)
    expect(routerOf(stage)).toMatchObject({ identity, visitedAt: null, upSince: null })
    expect(identity).toEqual({ ...says, at: expect.any(Number) })
  })

  test('that was changed begins anew, and the other goes on undisturbed', async () => {
    const network = oneSatker()
    const stage = await stageOf(network)
    await stage.pass(61)
    const other = routerOf(stage, 's-b')
    const routers = network.routers.map((router) =>
      router.id === 'r-a' ? { ...router, address: '10.9.9.9' } : router,
    )
    await stage.apply({ ...network, routers })
    expect(routerOf(stage)).toMatchObject({
      address: '10.9.9.9',
      upSince: null,
      visitedAt: null,
      interfaces: [{ found: null, readAt: null }],
    })
    expect(routerOf(stage, 's-b')).toEqual(other)
    await stage.pass(61)
    expect(routerOf(stage)).toMatchObject({ state: 'answering', interfaces: [{ found: true }] })
  })

  test('that is not asked by SNMP says so, and has no reading', async () => {
    const network = oneSatker()
    const routers = network.routers.map((router) => ({ ...router, snmp: null }))
    const stage = await stageOf({ ...network, routers })
    await stage.pass(61)
    expect(routerOf(stage)).toMatchObject({ snmp: null, state: 'off', visitedAt: null, failure: null })
  })

  test('reads an interface by its new name once the link gives another', async () => {
    const network = oneSatker()
    const stage = await stageOf(network)
    await stage.pass(61)
    const links = network.links.map((one) => ({ ...one, interface: 'wan7' }))
    await stage.apply({ ...network, links })
    expect(routerOf(stage).interfaces).toMatchObject([{ name: 'wan7', found: null, readAt: null }])
  })
})
