import { afterEach, beforeEach, expect, it } from 'vitest'
import { integer, text } from '../../simulator/hostile/forge.ts'
import { tableOf } from '../../simulator/hostile/table-agent.ts'
import { instance } from './mib.ts'
import { startWalkedRouter, vpnLink, type WalkedRouter } from './walks/walked-router.test-kit.ts'

const ppp = 23
let router: WalkedRouter

beforeEach(async () => {
  router = await startWalkedRouter(tableOf(['lo', 'wan0', 'ppp9']))
  for (const [index, type] of [24, 6, ppp].entries())
    router.table.set(instance('ifType', index + 1), integer(type))
})
afterEach(() => router.close())

it.each(['<l2tp-budi>', 'Virtual-Access2.1', 'Vi3'])('%s is found, and is nobody’s tunnel', async (name) => {
  router.table.set(instance('ifName', 3), text(name))
  const first = await router.visit([vpnLink(null, 'wan0')])
  expect(first.found?.tunnels).toMatchObject([{ name }])
  expect((await router.visit([vpnLink(null, 'wan0')])).vpn.size).toBe(0)
})

it.each(['pppoe-out1', 'Dialer0', 'ppp0'])(
  '%s, which the router dials by itself, is the tunnel of its only link',
  async (name) => {
    router.table.set(instance('ifName', 3), text(name))
    await router.visit([vpnLink(null, 'wan0')])
    await router.visit([vpnLink(null, 'wan0')])
    expect(await router.read(vpnLink(null, 'wan0'))).toMatchObject({ tunnels: [{ name, operStatus: 'up' }] })
  },
)
