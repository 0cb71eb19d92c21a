/** A small WAN with the real parts of a VPN: BGP by FRR, IKE by strongSwan, a tunnel by socat, SNMP and traps by Net-SNMP. Root only. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { startAgeingSnmpd } from './ageing-snmpd.ts'
import type { AgeingSnmpd } from './ageing-snmpd.ts'
import { startBgpd } from './frr.ts'
import type { Bgpd } from './frr.ts'
import {
  addNamespace,
  namespaceName,
  removeNamespace,
  removeStaleNamespaces,
  runIn,
  spawnIn,
} from './namespaces.ts'
import { Processes } from './processes.ts'
import { community } from './sites.ts'
import { startStrongSwan } from './strongswan.ts'
import type { StrongSwan } from './strongswan.ts'
import { layTunnel } from './tun.ts'
import { until } from './until.ts'
import {
  accessPort,
  addresses,
  agentConfig,
  agentXSocket,
  systemNumbers,
  tunnelPort,
  vpnDevicesYaml,
  vpnPlaces,
} from './vpn-places.ts'
import type { VpnPlace } from './vpn-places.ts'

export interface VpnWan {
  /** Resets the session from the provider's side: it comes back by itself within seconds. */
  clearSession(): Promise<void>
  /** Shuts it on the provider's side, so that the office's router sees it not established. */
  holdSessionDown(): Promise<void>
  restoreSession(): Promise<void>
  /** What the office's router tells: bgpPeerState and bgpPeerFsmEstablishedTime, or null where it does not. */
  session(): Promise<{ state: number; establishedSeconds: number } | null>
  killTunnelFarEnd(): Promise<void>
  restoreTunnel(): Promise<void>
  stopGateway(): Promise<void>
  /** What its IKE accepts is such as `aes256-sha256-x25519`, which is also what it accepts at first. */
  startGateway(proposals?: string): Promise<void>
  /** What it said of each message since it was started. */
  saidByGateway(): string
  /** Starts the office's agent anew; with a port it tells the collector of that, and of its interfaces. */
  restartAgent(trapsTo: number | null): Promise<void>
  /** From now on the office's agent has run for ten minutes more. */
  ageAgent(): Promise<void>
  devicesYaml(): string
  /** Runs a command to its end, and gives its standard output. */
  exec(place: VpnPlace, argv: readonly string[]): Promise<string>
  /** Starts a process that ends with the lab at the latest. */
  spawn(place: VpnPlace, argv: readonly string[], options?: SpawnOptions): ChildProcess
  stop(): Promise<void>
}

/** `visitEvery` is how often the collector is to visit each router. */
export async function createVpnWan(visitEvery: string): Promise<VpnWan> {
  await removeStaleNamespaces()
  const namespaces = new Map(vpnPlaces.map((place) => [place, namespaceName(place)]))
  const processes = new Processes()
  const cleanUps: (() => Promise<void>)[] = []
  const at = (place: VpnPlace) => namespaces.get(place) ?? place
  const exec = (place: VpnPlace, argv: readonly string[]) => runIn(at(place), argv)
  const spawn = (place: VpnPlace, argv: readonly string[], options?: SpawnOptions) =>
    processes.add(spawnIn(at(place), argv, options))

  /** Whatever fails on the way, the namespaces go, and with them all that runs in them. */
  async function stop(): Promise<void> {
    await processes.stop()
    await Promise.allSettled(cleanUps.map((cleanUp) => cleanUp()))
    for (const namespace of namespaces.values()) await removeNamespace(namespace).catch(() => {})
  }

  async function bgpAt(place: 'pe' | 'ce'): Promise<Bgpd> {
    const config = place === 'pe' ? bgpConfig('pe', 'ce') : bgpConfig('ce', 'pe')
    const bgpd = await startBgpd({
      config,
      ...(place === 'ce' && { agentX: agentXSocket }),
      spawn: (argv, options) => spawn(place, argv, options),
    })
    cleanUps.push(() => bgpd.removeFiles())
    return bgpd
  }

  async function gateway(proposals = 'aes256-sha256-x25519'): Promise<StrongSwan> {
    const strongSwan = await startStrongSwan((argv, options) => spawn('pe', argv, options))
    cleanUps.push(() => strongSwan.stop())
    await strongSwan.accept(proposals)
    return strongSwan
  }

  async function agentAtCe(): Promise<AgeingSnmpd> {
    const agent = await startAgeingSnmpd({
      config: agentConfig(null),
      address: addresses.ce,
      port: 161,
      prefix: ['ip', 'netns', 'exec', at('ce')],
    })
    cleanUps.push(() => agent.stop())
    return agent
  }

  async function session(): ReturnType<VpnWan['session']> {
    const row = ['2', '16'].map((column) => `1.3.6.1.2.1.15.3.1.${column}.${addresses.peToCe}`)
    const ask = ['snmpget', '-v2c', '-c', community, '-Oqv', '-t', '1', '-r', '1', addresses.ce, ...row]
    const said = await exec('collector', ask).catch(() => '')
    const [state = Number.NaN, establishedSeconds = Number.NaN] = said.trim().split('\n').map(Number)
    return Number.isNaN(state) || Number.isNaN(establishedSeconds) ? null : { state, establishedSeconds }
  }

  try {
    for (const namespace of namespaces.values()) await addNamespace(namespace)
    await joinPlaces(exec, at)
    const tunnel = await layTunnel({
      port: tunnelPort,
      farAddress: addresses.peToCe,
      farInside: addresses.tunnelPe,
      nearInside: addresses.tunnelCe,
      near: { exec: (argv) => exec('ce', argv), spawn: (argv) => spawn('ce', argv) },
      far: { exec: (argv) => exec('pe', argv), spawn: (argv) => spawn('pe', argv) },
    })
    // After the tunnel is laid: an agent remembers for seconds which interfaces there are.
    const agent = await agentAtCe()
    const [pe] = await Promise.all([bgpAt('pe'), bgpAt('ce')])
    let strongSwan = await gateway()
    const onNeighbour = async (command: string) =>
      void (await pe.command('configure terminal', `router bgp ${systemNumbers.pe}`, command))
    await until('the BGP session is established', 30_000, async () =>
      (await session())?.state === 6 ? true : undefined,
    )

    return {
      clearSession: async () => void (await pe.command(`clear bgp ${addresses.ce}`)),
      holdSessionDown: () => onNeighbour(`neighbor ${addresses.ce} shutdown`),
      restoreSession: () => onNeighbour(`no neighbor ${addresses.ce} shutdown`),
      session,
      killTunnelFarEnd: () => tunnel.killFarEnd(),
      restoreTunnel: () => tunnel.raise(),
      stopGateway: () => strongSwan.stop(),
      async startGateway(proposals) {
        strongSwan = await gateway(proposals)
      },
      saidByGateway: () => strongSwan.said(),
      restartAgent: (trapsTo) => agent.restart(agentConfig(trapsTo)),
      ageAgent: () => agent.age(),
      devicesYaml: () => vpnDevicesYaml(visitEvery),
      exec,
      spawn,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function bgpConfig(own: 'pe' | 'ce', other: 'pe' | 'ce'): string[] {
  const bgpAddress = { pe: addresses.peToCe, ce: addresses.ce }
  return [
    `router bgp ${systemNumbers[own]}`,
    ` bgp router-id ${bgpAddress[own]}`,
    ' no bgp ebgp-requires-policy',
    ' timers bgp 1 3',
    ` neighbor ${bgpAddress[other]} remote-as ${systemNumbers[other]}`,
    ` neighbor ${bgpAddress[other]} timers connect 1`,
  ]
}

/** The lines: collector – the provider's edge – the office. */
async function joinPlaces(exec: VpnWan['exec'], at: (place: VpnPlace) => string): Promise<void> {
  const ip = (place: VpnPlace, command: string) => exec(place, ['ip', ...command.split(' ')])
  await ip('collector', `link add to-pe type veth peer name uplink netns ${at('pe')}`)
  await ip('pe', `link add to-ce type veth peer name ${accessPort} netns ${at('ce')}`)
  await ip('collector', `address add ${addresses.collector}/30 dev to-pe`)
  await ip('pe', `address add ${addresses.pe}/30 dev uplink`)
  await ip('pe', `address add ${addresses.peToCe}/30 dev to-ce`)
  await ip('ce', `address add ${addresses.ce}/30 dev ${accessPort}`)
  await ip('collector', 'link set to-pe up')
  await ip('pe', 'link set uplink up')
  await ip('pe', 'link set to-ce up')
  await ip('ce', `link set ${accessPort} up`)
  await ip('collector', `route add default via ${addresses.pe}`)
  await ip('ce', `route add default via ${addresses.peToCe}`)
  await exec('pe', ['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
}
