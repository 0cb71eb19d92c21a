import { afterEach, beforeEach, expect, it } from 'vitest'
import { integer } from '../../simulator/hostile/forge.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { tags } from './ber.ts'
import { instance } from './mib.ts'
import { startWalkedRouter, type WalkedRouter } from './walks/walked-router.test-kit.ts'
import { wantedLink } from './wanted.test-kit.ts'

const bgp = '1.3.6.1.2.1.15'
const history = { tunnel: 'tun0', session: '10.9.0.1', gateway: null }

let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(tableOf(['lo', 'wan0', 'tun0']))
  for (const [index, type] of [24, 6, 131].entries())
    router.table.set(instance('ifType', index + 1), integer(type))
  router.table.set(`${bgp}.2.0`, integer(65_000))
  router.table.set(`${bgp}.3.1.2.10.9.0.1`, integer(1))
  router.table.set(`${bgp}.3.1.3.10.9.0.1`, integer(2))
  router.table.set(`${bgp}.3.1.16.10.9.0.1`, integer(77, tags.gauge32))
  router.table.set(instance('ifOperStatus', 3), integer(2))
})
afterEach(() => router.close())

it('is told at the second visit of what an earlier run found, though it is down since before this one', async () => {
  const known = wantedLink('utama', 'wan0', { history })
  await router.visit([known])
  expect((await router.visit([known])).vpn.get('utama')).toMatchObject({
    tunnels: [{ name: 'tun0', found: true, operStatus: 'down' }],
    session: { peer: '10.9.0.1', state: 'idle' },
  })
})

it('is told of a session that the router does not have any more, too', async () => {
  for (const column of [2, 3, 16]) router.table.delete(`${bgp}.3.1.${column}.10.9.0.1`)
  const known = wantedLink('utama', 'wan0', { history })
  await router.visit([known])
  expect((await router.visit([known])).vpn.get('utama')?.session).toMatchObject({ state: null })
})
