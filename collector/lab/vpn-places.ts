/** The places of the lab of VPN parts: the collector, the provider's edge, and an office's router behind it. */
import { stringify } from 'yaml'
import { community } from './sites.ts'

/** `pe` is the provider's router and our gateway at once; `ce` is the office's router. */
export const vpnPlaces = ['collector', 'pe', 'ce'] as const
export type VpnPlace = (typeof vpnPlaces)[number]

export const addresses = {
  collector: '10.78.0.1',
  /** Of the provider's edge, as the collector sees it. */
  pe: '10.78.0.2',
  /** Of the same, on the office's access line: BGP neighbour, IKE gateway, far end of the tunnel. */
  peToCe: '10.78.1.1',
  ce: '10.78.1.2',
  tunnelPe: '172.31.9.1',
  tunnelCe: '172.31.9.2',
} as const

export const accessPort = 'wan0'
export const tunnelPort = 'tun0'

export const systemNumbers = { pe: 65_000, ce: 65_001 } as const

/** The SNMPv3 user of the office's router, and the engine that it says it is. */
export const v3 = {
  user: 'lab-pantau',
  authKey: 'lab-kunci-otentikasi',
  privKey: 'lab-kunci-kerahasiaan',
  engineId: '80001f88046c61622d6365',
} as const

/** Ids of the links. The first two are of one router: what is found there is given to neither of them. */
export const vpnLinks = {
  /** Carries a BGP session. */
  session: 'sesi',
  /** Carries a tunnel with an interface of its own. */
  tunnel: 'terowongan',
  /** Ends on a gateway that answers nothing but IKE and echoes. */
  gateway: 'gerbang',
  /** Says nothing of a VPN, and is the only one of a router that is asked by SNMPv3. */
  secure: 'aman',
} as const

/** Codes of their satker. */
export const vpnSatker = { byV2c: '900001', gateway: '900002', byV3: '900003' } as const

/** A devices.yaml for it; the community comes from SNMP_COMMUNITY. */
export function vpnDevicesYaml(visitEvery: string): string {
  const byV3 = {
    version: 3,
    user: v3.user,
    level: 'authPriv',
    auth: { protocol: 'SHA-256', key: v3.authKey },
    priv: { protocol: 'AES-128', key: v3.privKey },
  }
  return stringify({
    organisation: 'Lab',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    icmp: { every: '2s', timeout: '500ms' },
    snmp: { every: visitEvery, community: '${SNMP_COMMUNITY}', timeout: '1s', retries: 1 },
    satker: [
      office(vpnSatker.byV2c, { id: 'ce', address: addresses.ce }, [
        { id: vpnLinks.session, interface: accessPort, vpn: { kind: 'mpls', bgp_peer: addresses.peToCe } },
        { id: vpnLinks.tunnel, interface: accessPort, vpn: { kind: 'gre', interface: tunnelPort } },
      ]),
      office(vpnSatker.gateway, { id: 'pe', address: addresses.pe, snmp: 'off' }, [
        { id: vpnLinks.gateway, vpn: { kind: 'ipsec', peer: addresses.peToCe } },
      ]),
      office(vpnSatker.byV3, { id: 'ce-v3', address: addresses.ce, snmp: byV3 }, [
        { id: vpnLinks.secure, interface: accessPort },
      ]),
    ],
  })
}

function office(
  code: string,
  router: { id: string; address: string; snmp?: object | 'off' },
  links: object[],
): object {
  return {
    code,
    name: `Lab ${code}`,
    type: 'kankemenag',
    province: '31',
    routers: [router],
    links: links.map((link) => ({ ...link, router: router.id })),
  }
}

/** Of the office's snmpd: readable by the collector, and the master of what FRR tells of BGP. */
export function agentConfig(trapsTo: number | null): string[] {
  return [
    `rocommunity ${community}`,
    `exactEngineID 0x${v3.engineId}`,
    `createUser ${v3.user} SHA-256 ${v3.authKey} AES ${v3.privKey}`,
    `rouser ${v3.user} priv`,
    'master agentx',
    `agentXSocket ${agentXSocket}`,
    ...(trapsTo === null ? [] : trapConfig(trapsTo)),
  ]
}

/** A port of the namespace itself: nothing of it is on the machine's file system. */
export const agentXSocket = 'tcp:127.0.0.1:705'

/** Tells of its start, and asks itself every second whether an interface fell or rose. */
function trapConfig(port: number): string[] {
  const itself = 'lab-dalam'
  const operStatus = '.1.3.6.1.2.1.2.2.1.8'
  return [
    `trap2sink ${addresses.collector}:${port} ${community}`,
    `createUser ${itself} SHA-256 ${v3.authKey}`,
    `rouser ${itself}`,
    `iquerySecName ${itself}`,
    'notificationEvent fell .1.3.6.1.6.3.1.1.5.3',
    'notificationEvent rose .1.3.6.1.6.3.1.1.5.4',
    `monitor -S -r 1 -e fell fell ${operStatus} == 2`,
    `monitor -S -r 1 -e rose rose ${operStatus} == 1`,
  ]
}
