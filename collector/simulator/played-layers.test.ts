/** What the collector's own probe reads of the tunnels and sessions that are played. */
import { expect, onTestFinished, test } from 'vitest'
import type { Network, SimulatorSettings } from '../domain/network.ts'
import type { VpnReading } from '../domain/vpn-reading.ts'
import { silentLog } from '../log.ts'
import { createSnmpProbe } from '../probe/snmp/snmp-probe.ts'
import { wantedLink } from '../probe/snmp/wanted.test-kit.ts'
import { freePorts } from './sample-manager.test-kit.ts'
import { sampleAccess, sampleNetwork } from './sample-network.test-kit.ts'
import { createSimulator } from './simulator.ts'

const morning = Date.UTC(2026, 10, 18, 3)
/** The seventh office has two lines, so that its router answers whatever becomes of one. */
const office = 'kantor6'
const [first, second] = [`${office}-utama`, `${office}-cadangan`]

async function play() {
  const ports = await freePorts(9)
  const network = sampleNetwork({
    regions: 0,
    offices: 7,
    simulator: { outages: false },
    vpns: {
      [first]: { bgpPeer: '192.0.2.9' },
      [second]: { kind: 'gre', interface: 'tun0', bgpPeer: '198.51.100.1' },
    },
    portOf: (place) => ports[place]!,
  })
  const clock = { at: morning, now: () => clock.at, monotonicMs: () => clock.at }
  const access = sampleAccess(network)
  const simulator = createSimulator({ network, access, clock, log: silentLog })
  await simulator.start()
  const probe = createSnmpProbe({ clock: { now: () => Date.now(), monotonicMs: () => performance.now() } })
  onTestFinished(async () => {
    await probe.close()
    await simulator.stop()
  })
  const router = network.routers.find(({ id }) => id === `${office}-ce1`)!
  const wanted = network.links
    .filter((link) => link.router === router.id)
    .map(({ id, interface: name, vpn, endpoint }) => wantedLink(id, name, { vpn, endpoint }))

  const visit = async () => {
    const answer = await probe.visit({ router, access: access.get(router.id)! }, wanted)
    if (!answer.ok) throw new Error(answer.why)
    const { interfaces, vpn } = answer.value
    return [first, second].map((id) => ({
      access: interfaces.get(id)?.operStatus,
      ...layersOf(vpn.get(id)!),
      inOctets: interfaces.get(id)?.inOctets,
    }))
  }
  const hold = async (held: Partial<SimulatorSettings>) => {
    const edited: Network = { ...network, simulator: { ...network.simulator, ...held } }
    await simulator.apply(edited, access)
  }
  return { clock, visit, hold, simulator }
}

function layersOf({ tunnels, session }: VpnReading) {
  return {
    tunnel: tunnels.map(({ name, operStatus }) => `${name} ${operStatus}`).join(),
    session: session?.state,
    seconds: session?.establishedSeconds,
  }
}

test('a link is read with its tunnel and its session, and all of them are up', async () => {
  const { visit } = await play()
  expect(await visit()).toMatchObject([
    { access: 'up', tunnel: '', session: 'established' },
    { access: 'up', tunnel: 'tun0 up', session: 'established' },
  ])
})

test('a session that is held down is down with its access up, carries nothing, and comes back anew', async () => {
  const { clock, visit, hold } = await play()
  const [before] = await visit()
  await hold({ sessionDown: [first] })
  clock.at += 60_000
  const [down, other] = await visit()
  expect([down, other]).toMatchObject([
    { access: 'up', session: 'active', seconds: 60, inOctets: before!.inOctets },
    { access: 'up', tunnel: 'tun0 up', session: 'established' },
  ])
  await hold({})
  clock.at += 60_000
  expect(await visit()).toMatchObject([{ access: 'up', session: 'established', seconds: 48 }, {}])
})

test('a tunnel that is held down is down with its access up, and takes the session in it along', async () => {
  const { clock, visit, hold } = await play()
  await visit()
  await hold({ tunnelDown: [second] })
  clock.at += 60_000
  expect(await visit()).toMatchObject([
    { access: 'up', session: 'established' },
    { access: 'up', tunnel: 'tun0 down', session: 'active' },
  ])
})

test('where the line is cut, its tunnel and session are gone as well', async () => {
  const { clock, visit, simulator } = await play()
  await visit()
  await simulator.cut(second)
  clock.at += 60_000
  expect(await visit()).toMatchObject([
    { access: 'up', session: 'established' },
    { access: 'down', tunnel: 'tun0 lowerLayerDown', session: 'active' },
  ])
})
