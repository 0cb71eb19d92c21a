/** What was found on a router and is told of a link before a restart, and after it. */
import { expect, test } from 'vitest'
import { sessionReading, tunnelReading } from '../domain/layers.test-kit.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import { link, networkOf, type Stage, stageOf } from './stage.test-kit.ts'

const a = link('a')
const network = networkOf([a])
const well: VpnReading = { tunnels: [tunnelReading()], ipsec: null, session: sessionReading() }
const fallen: VpnReading = {
  tunnels: [tunnelReading({ operStatus: 'down' })],
  ipsec: null,
  session: sessionReading({ state: 'active', establishedSeconds: 20 }),
}
const shown = ({ poll }: Stage) => poll.snapshot().links[0]!

test('a visit is told by what name a thing was found, and told of, before a restart', async () => {
  const stage = await stageOf(network)
  stage.world.vpn.set('a', well)
  await stage.pass(70)
  expect(stage.world.wanted.get('a')?.history).toMatchObject({ tunnel: 'tun0', session: '10.255.0.1' })
  await stage.restart(300)
  stage.world.wanted.clear()
  await stage.pass(70)
  expect(stage.world.wanted.get('a')?.history).toEqual({
    tunnel: 'tun0',
    session: '10.255.0.1',
    gateway: null,
  })
})

test('what was found and is down stays so over a restart, whether the next visit tells of it or not', async () => {
  const stage = await stageOf(network)
  stage.world.vpn.set('a', well)
  await stage.pass(70)
  stage.world.vpn.set('a', fallen)
  await stage.pass(60)
  expect(shown(stage).status).toBe('degraded')
  stage.world.vpn.delete('a')
  await stage.restart(300)
  await stage.pass(70)
  expect([shown(stage).status, shown(stage).condition]).toEqual(['degraded', ['tunnel-down', 'session-down']])
  expect(shown(stage).layers).toMatchObject({ tunnel: { state: 'unknown' }, session: { state: 'unknown' } })
  stage.world.vpn.set('a', well)
  await stage.pass(60)
  expect([shown(stage).status, shown(stage).condition]).toEqual(['up', []])
})
