/** A small WAN of network namespaces: real routing, real snmpd, real loss, and lines that can be cut. Root only. */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { startSnmpd } from '../probe/snmp/snmpd.ts'
import type { Snmpd } from '../probe/snmp/snmpd.ts'
import { pushTraffic } from './iperf.ts'
import { calmRules, lossRules } from './loss.ts'
import {
  addNamespace,
  namespaceName,
  removeNamespace,
  removeStaleNamespaces,
  runIn,
  spawnIn,
} from './namespaces.ts'
import { Processes } from './processes.ts'
import { branches, community, devicesYaml, portTo, sites, wanOf } from './sites.ts'
import type { Branch, Site } from './sites.ts'

type Place = 'collector' | Site

export interface Wan {
  /** Takes the line away: the hub's port to a branch, or the hub's own uplink. */
  cut(site: Site): Promise<void>
  restore(site: Site): Promise<void>
  /** Loses this part, in tenths, of the round trips through the line; other branches keep theirs. */
  lossy(branch: Branch, roundTripLossRatio: number): Promise<void>
  /** Ends all loss. */
  calm(): Promise<void>
  /** Sends a steady flow from the hub to the branch; resolves when it has ended. */
  push(branch: Branch, bitsPerSecond: number, seconds: number): Promise<void>
  /** Octets that the site's router has received on its WAN interface, by the kernel. */
  octetsIn(site: Site): Promise<number>
  /** A devices.yaml for it. Its community comes from SNMP_COMMUNITY. */
  devicesYaml(): string
  /** Runs a command to its end, and gives its standard output. */
  exec(place: Place, argv: readonly string[]): Promise<string>
  /** Starts a process that ends with the lab at the latest. */
  spawn(place: Place, argv: readonly string[], options?: SpawnOptions): ChildProcess
  stop(): Promise<void>
}

export async function createWan(): Promise<Wan> {
  await removeStaleNamespaces()
  const places: Place[] = ['collector', ...sites]
  const namespaces = new Map(places.map((place) => [place, namespaceName(place)]))
  const agents: Snmpd[] = []
  const processes = new Processes()
  const at = (place: Place) => namespaces.get(place) ?? place
  const exec = (place: Place, argv: readonly string[]) => runIn(at(place), argv)
  const spawn = (place: Place, argv: readonly string[], options?: SpawnOptions) =>
    processes.add(spawnIn(at(place), argv, options))
  const setPort = (site: Site, state: 'up' | 'down') =>
    exec('hub', ['ip', 'link', 'set', site === 'hub' ? wanOf('hub').interface : portTo(site), state])
  const loss = new Map<Branch, number>()
  const nft = (rules: string) => exec('hub', ['nft', rules])

  /** Whatever fails on the way, the namespaces go, and with them all that runs in them. */
  async function stop(): Promise<void> {
    await Promise.allSettled([processes.stop(), ...agents.map((agent) => agent.stop())])
    for (const namespace of namespaces.values()) await removeNamespace(namespace).catch(() => {})
  }

  try {
    for (const namespace of namespaces.values()) await addNamespace(namespace)
    await joinNamespaces(at)
    for (const site of sites)
      agents.push(
        await startSnmpd({
          config: [`rocommunity ${community}`],
          address: wanOf(site).routerAddress,
          port: 161,
          prefix: ['ip', 'netns', 'exec', at(site)],
        }),
      )
  } catch (error) {
    await stop()
    throw error
  }

  return {
    cut: async (site) => void (await setPort(site, 'down')),
    restore: async (site) => void (await setPort(site, 'up')),
    async lossy(branch, ratio) {
      loss.set(branch, ratio)
      await nft(lossRules(loss))
    },
    async calm() {
      loss.clear()
      await nft(calmRules)
    },
    push: (branch, bitsPerSecond, seconds) =>
      pushTraffic({
        serve: (argv) => spawn(branch, argv, { stdio: ['ignore', 'pipe', 'inherit'] }),
        send: (argv) => exec('hub', argv),
        address: wanOf(branch).routerAddress,
        bitsPerSecond,
        seconds,
      }),
    octetsIn: async (site) =>
      Number(await exec(site, ['cat', `/sys/class/net/${wanOf(site).interface}/statistics/rx_bytes`])),
    devicesYaml,
    exec,
    spawn,
    stop,
  }
}

/** The lines: collector – hub – each branch, everything routed through the hub. */
async function joinNamespaces(at: (place: Place) => string): Promise<void> {
  const ip = (place: Place, ...argv: string[]) => runIn(at(place), ['ip', ...argv])
  const lay = async (near: Place, nearPort: string, site: Site) => {
    const { nearAddress, routerAddress, interface: port } = wanOf(site)
    await ip(near, 'link', 'add', nearPort, 'type', 'veth', 'peer', 'name', port, 'netns', at(site))
    await ip(near, 'address', 'add', `${nearAddress}/30`, 'dev', nearPort)
    await ip(site, 'address', 'add', `${routerAddress}/30`, 'dev', port)
    await ip(near, 'link', 'set', nearPort, 'up')
    await ip(site, 'link', 'set', port, 'up')
  }
  await lay('collector', 'to-hub', 'hub')
  await ip('collector', 'route', 'add', 'default', 'via', wanOf('hub').routerAddress)
  await runIn(at('hub'), ['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
  for (const branch of branches) {
    await lay('hub', portTo(branch), branch)
    await ip(branch, 'route', 'add', 'default', 'via', wanOf(branch).nearAddress)
  }
}
