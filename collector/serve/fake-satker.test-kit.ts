/** For the tests of this room: one satker in full, and what its links were. */
import type { WireChanges, WireSatkerDetail } from './wire.ts'

const at = 1_795_330_000_000

export const someChanges: WireChanges = {
  from: at - 86_400_000,
  to: at,
  links: ['contoh-vpn', 'pusat-utama'],
  statuses: ['up', null],
  since: [at - 90_000_000, null],
  changes: { link: [1, 0], at: [at - 2_000, at - 1_000], to: ['up', 'down'] },
}

export const aSatkerDetail: WireSatkerDetail = {
  code: '900002',
  pic: { name: 'Ketut', email: null, phone: '••••-••3456', confirmedAt: at, due: false },
  portals: ['https://contoh.example'],
  routers: [
    {
      id: 'contoh-ce1',
      address: '127.8.0.1',
      snmp: { version: '3', port: 161, level: 'authPriv', authProtocol: 'SHA-256', privProtocol: 'AES-128' },
      state: 'answering',
      identity: { at, sysDescr: 'RouterOS CCR1009', sysObjectId: '1.3.6.1.4.1.14988.1', sysName: null },
      upSince: at - 5_000_000,
      visitedAt: at,
      failure: null,
      interfaces: [
        {
          link: 'contoh-vpn',
          name: 'wan0',
          found: true,
          index: 2,
          operStatus: 'up',
          speedBitsPerSecond: 1_000_000_000,
          lastChangeAt: null,
          counterBits: 64,
          readAt: at,
        },
      ],
      endpoints: {
        tunnels: [{ name: 'tun0', operStatus: 'up', lastChangeAt: null }],
        ipsec: [{ by: 'cisco', local: null, remote: '10.0.0.1', isUp: true, activeSeconds: 60 }],
        sessions: [{ peer: '10.255.0.1', state: 'established', isStopped: false, establishedSeconds: 60 }],
        readAt: at,
      },
    },
    {
      id: 'contoh-ce2',
      address: '127.8.0.3',
      snmp: null,
      state: 'off',
      identity: null,
      upSince: null,
      visitedAt: null,
      failure: { why: 'timeout', since: at },
      interfaces: [],
      endpoints: null,
    },
  ],
  links: [
    {
      id: 'contoh-vpn',
      interface: 'wan0',
      reach: 'icmp',
      limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 },
      monthlyFee: 4_500_000,
      vpn: { kind: 'ipsec', peer: '10.0.0.1', interface: null, bgpPeer: null },
      contract: {
        number: 'K-1/2026',
        provider: 'Penyedia Contoh',
        phone: null,
        from: '2026-01-01',
        to: '2026-12-31',
        availabilityRatio: 0.995,
      },
      layerChanges: [{ at, layer: 'session', to: 'down', by: 'bgp' }],
    },
    {
      id: 'contoh-cadangan',
      interface: null,
      reach: 'both',
      limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 300, loadRatio: 0.9 },
      monthlyFee: null,
      vpn: null,
      contract: null,
      layerChanges: [],
    },
  ],
}
