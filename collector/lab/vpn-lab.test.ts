/** The lab of VPN parts by itself: each deed does what it says, seen by the tools of those who made the parts. */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNoVpnLab } from './missing.ts'
import { namespaces } from './namespaces.ts'
import { community } from './sites.ts'
import { until } from './until.ts'
import { addresses } from './vpn-places.ts'
import { createVpnWan } from './vpn-wan.ts'
import type { VpnWan } from './vpn-wan.ts'

const why = whyNoVpnLab()
const ikeClient = fileURLToPath(new URL('./ike-client.ts', import.meta.url))
const withinMs = 20_000
const established = 6

describe.skipIf(why)(`the lab's VPN parts${why ? ` (${why})` : ''}`, () => {
  let wan: VpnWan
  beforeAll(async () => {
    wan = await createVpnWan('10s')
  }, 60_000)
  afterAll(() => wan?.stop(), 30_000)

  async function untilSession(what: string, wanted: (state: number, seconds: number) => boolean) {
    await until(`the session is ${what}`, withinMs, async () => {
      const row = await wan.session()
      return (row !== null && wanted(row.state, row.establishedSeconds)) || undefined
    })
  }

  it('tell by SNMP that a BGP session was reset though it is established again', async () => {
    await untilSession('three seconds old', (state, seconds) => state === established && seconds >= 3)
    await wan.clearSession()
    await untilSession('established anew', (state, seconds) => state === established && seconds < 3)
  })

  it('tell by SNMP that a BGP session is held down, and that it is restored', async () => {
    await wan.holdSessionDown()
    await untilSession('down', (state) => state !== established)
    await wan.restoreSession()
    await untilSession('established', (state) => state === established)
  })

  it('tell by SNMP that a tunnel fell with its far end, and that it carries again', async () => {
    expect(await tunnelStatus()).toBe('1')
    await wan.killTunnelFarEnd()
    await until('the tunnel is down', withinMs, async () => (await tunnelStatus()) === '2' || undefined)
    await wan.restoreTunnel()
    await until('the tunnel is up', withinMs, async () => (await tunnelStatus()) === '1' || undefined)
  })

  it.each([
    ['takes the first group that is offered', 'aes256-sha256-x25519', 'CURVE_25519'],
    ['wants another group', 'aes256-sha256-modp2048', 'N(INVAL_KE)'],
    ['takes nothing that is offered', 'aes256-sha512-ecp521', 'N(NO_PROP)'],
  ])('answer IKE on both ports where the gateway %s', async (_what, proposals, words) => {
    await wan.stopGateway()
    await wan.startGateway(proposals)
    expect(await askIke()).toMatchObject({ 500: { ok: true }, 4500: { ok: true }, refused: {} })
    expect(wan.saidByGateway()).toContain(words)
  })

  it('answer IKE where so much is half open that the gateway first wants its cookie back', async () => {
    await wan.stopGateway()
    await wan.startGateway()
    await until('the gateway asks for a cookie', withinMs, async () => {
      expect(await askIke()).toMatchObject({ 500: { ok: true }, 4500: { ok: true } })
      return wan.saidByGateway().includes('N(COOKIE)') || undefined
    })
  })

  it('answer IKE no more once the gateway is stopped, and again once it is there', async () => {
    await wan.stopGateway()
    const silent = { ok: false, why: 'timeout' }
    expect(await askIke()).toMatchObject({ 500: silent, 4500: silent })
    await wan.startGateway()
    expect(await askIke()).toMatchObject({ 500: { ok: true }, 4500: { ok: true } })
  })

  it('leave no namespace, no process and no file behind', async () => {
    const folders = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`satker-lab-${process.pid}-`))
    const [before, there] = [folders(), ours()]
    const other = await createVpnWan('10s')
    const child = other.spawn('ce', ['sleep', '600'])
    expect(folders().length).toBeGreaterThan(before.length)
    const made = ours().filter((name) => !there.includes(name))
    await other.stop()
    expect(made).toHaveLength(3)
    expect(ours()).toEqual(there)
    expect(folders()).toEqual(before)
    expect(child.signalCode ?? child.exitCode).not.toBeNull()
  })

  const ours = () => namespaces().filter((name) => name.includes(`-${process.pid}-`))

  /** ifOperStatus of the row with the tunnel's name: 1 is up, 2 is down. */
  async function tunnelStatus(): Promise<string | undefined> {
    const walk = async (column: string) => {
      const ask = ['snmpwalk', '-v2c', '-c', community, '-Oqv', addresses.ce, column]
      return (await wan.exec('collector', ask)).trim().split('\n')
    }
    const [names, states] = [await walk('1.3.6.1.2.1.31.1.1.1.1'), await walk('1.3.6.1.2.1.2.2.1.8')]
    return states[names.findIndex((name) => name.includes('tun0'))]
  }

  async function askIke(): Promise<unknown> {
    return JSON.parse(await wan.exec('collector', [process.execPath, ikeClient, addresses.peToCe]))
  }
})
