/** Two offices of one hub, played on loopback, whose every word tells whose it is: for tests of who may see what. */
import { createSocket } from 'node:dgram'

/** What of a network is one's own, what is somebody else's, and the hub's, which is neither's. */
export const own = { code: '900002', link: 'near-link', outage: 'near' }
export const foreign = { code: '900003', link: 'far-link', outage: 'far' }

/** Stands in everything of the other office and of the hub that a caller of one's own office must not see. */
export const foreignWords = /900003|900001|far-|FAR |hub-|HUB |10\.53\.|10\.31\./

export async function twoOffices(cut: readonly string[] = []): Promise<string> {
  const ports = await Promise.all([freePort(), freePort(), freePort()])
  const satker = [
    office('900001', 'hub', '31', 'pusat', ports[0], []),
    office(own.code, 'near', '51', 'kankemenag', ports[1], ['hub-link']),
    office(foreign.code, 'far', '53', 'kankemenag', ports[2], ['hub-link']),
  ]
  const year = { from: '2026-01-01', to: '2026-12-31', availability: '99.5%' }
  return JSON.stringify({
    organisation: 'Uji',
    synthetic: true,
    reach: 'snmp',
    icmp: { every: '2s', timeout: '500ms' },
    snmp: { every: '10s', community: 'uji-uji', timeout: '500ms', retries: 0 },
    access: { public_page: true },
    providers: [{ id: 'p', name: 'Penyedia', phone: '147' }],
    contracts: [
      { id: 'near-contract', provider: 'p', number: 'KTR-1', ...year },
      { id: 'far-contract', provider: 'p', number: 'FAR 2', ...year },
      { id: 'hub-contract', provider: 'p', number: 'HUB 3', ...year },
    ],
    satker,
    maintenance: [
      { satker: [foreign.code], from: '2026-01-01 00:00', to: '2099-01-01 00:00', reason: 'FAR reason' },
    ],
    simulator: { enabled: true, seed: 1, outages: false, cut },
  })
}

function office(
  code: string,
  word: string,
  province: string,
  type: string,
  port: number | undefined,
  dependsOn: string[],
): object {
  const capital = word.toUpperCase()
  return {
    code,
    name: `${capital} office`,
    type,
    province,
    location: [-8.5, 115.2],
    pic: { name: `${capital} PIC`, email: `${word}-pic@example.go.id`, phone: '+62 800 1234 5678' },
    routers: [{ id: `${word}-router`, address: '127.0.0.1', snmp: { port } }],
    links: [
      {
        id: `${word}-link`,
        router: `${word}-router`,
        interface: 'wan1',
        endpoint: `10.${province}.0.1`,
        bandwidth: '20 Mbps',
        contract: `${word}-contract`,
        circuit: `${word}-circuit`,
        ...(dependsOn.length > 0 && { depends_on: dependsOn }),
      },
    ],
    portals: [`https://${word}-portal.example.go.id/`],
  }
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}
