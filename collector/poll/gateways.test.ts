import { expect, onTestFinished, test, vi } from 'vitest'
import { beliefOf } from '../domain/belief.ts'
import type { Answer } from '../domain/reading.ts'
import { vpnBeliefOf } from '../domain/vpn-belief.ts'
import type { IkeAlive, IkeProbe } from '../probe/ike/ike-probe.ts'
import { dueGateways, Gateways } from './gateways.ts'
import { link } from './stage.test-kit.ts'
import { trackLink, type TrackedLink } from './tracked-link.ts'

const surroundings = { routerAddress: '10.0.0.1', provider: null, depth: 0 }

function linkTo(peer: string | null, kind: 'ipsec' | 'gre' | 'mpls' = 'ipsec'): TrackedLink {
  const vpn = { kind, peer, interface: null, bgpPeer: null }
  return trackLink({ ...link('a'), vpn }, surroundings, { belief: beliefOf('up', 0, 0), vpn: vpnBeliefOf() })
}

const alive: Answer<IkeAlive> = { ok: true, value: { at: 0, rttMs: 9 } }
const silence: Answer<IkeAlive> = { ok: false, why: 'timeout', detail: 'no answer' }
const unsent: Answer<IkeAlive> = { ok: false, why: 'not-asked', detail: 'too many' }

function stage(answer: (address: string, port: number) => Answer<IkeAlive>) {
  vi.useFakeTimers({ now: 1_000 })
  onTestFinished(() => void vi.useRealTimers())
  const asked: { what: string; at: number }[] = []
  const ike: IkeProbe = {
    ask: async (address, port) => {
      asked.push({ what: `${address} ${port}`, at: Date.now() })
      return answer(address, port)
    },
    refused: () => ({}),
    close: async () => {},
  }
  const gateways = new Gateways({ ike, clock: { now: () => Date.now(), monotonicMs: () => Date.now() } })
  const ask = async (links: TrackedLink[]) => {
    const heard = gateways.ask(links)
    await vi.advanceTimersByTimeAsync(60_000)
    return heard
  }
  return { ask, asked }
}

test('one gateway is asked once for all links that go to it, and first where it answered last', async () => {
  const { ask, asked } = stage((_, port) => (port === 4500 ? alive : silence))
  const links = [linkTo('203.0.113.1'), linkTo('203.0.113.1')]
  const heard = await ask(links)
  expect([...heard.values()].map(({ answered }) => answered)).toEqual([true, true])
  await ask(links)
  expect(asked.map(({ what }) => what)).toEqual(['203.0.113.1 500', '203.0.113.1 4500', '203.0.113.1 4500'])
})

test('silence at both ports is silence, and a question that was never sent is not', async () => {
  const { ask } = stage((address) => (address === '203.0.113.1' ? silence : unsent))
  const links = [linkTo('203.0.113.1'), linkTo('203.0.113.2')]
  expect([...(await ask(links))]).toEqual([[links[0], { at: 1_000, answered: false }]])
})

test('no more than ten questions leave in a second', async () => {
  const { ask, asked } = stage(() => silence)
  await ask(Array.from({ length: 40 }, (_, index) => linkTo(`203.0.113.${index}`)))
  expect(asked).toHaveLength(80)
  for (const { at } of asked)
    expect(asked.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(10)
})

test('each has its turn once a minute, if it is of IPsec and nothing else tells of it', () => {
  const turnsOf = (one: TrackedLink): number =>
    Array.from({ length: 120 }, (_, second) => dueGateways([one], second, 0)).filter((due) => due.length > 0)
      .length
  expect(turnsOf(linkTo('203.0.113.1'))).toBe(2)
  expect(turnsOf(linkTo(null))).toBe(0)
  expect(turnsOf(linkTo('203.0.113.1', 'gre'))).toBe(0)
  const told = linkTo('203.0.113.1')
  told.vpn = {
    ...told.vpn,
    ipsec: {
      remote: '203.0.113.1',
      sign: { isUp: true, since: 0, seenAt: 0, isTold: false },
      missingFrom: null,
    },
  }
  expect(turnsOf(told)).toBe(0)
})
