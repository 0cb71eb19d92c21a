/** The network of the tests in a browser: a centre, two offices that hang on it, and one that waits for its line. */
export const offices = [
  { code: '900001', name: 'Pusat Data', type: 'pusat', province: '31', location: [-6.1754, 106.8272] },
  {
    code: '900002',
    name: 'Kankemenag Kab. Kaur',
    type: 'kankemenag',
    province: '17',
    location: [-4.6553, 103.3715],
  },
  {
    code: '900003',
    name: 'Kankemenag Kota Ambon',
    type: 'kankemenag',
    province: '81',
    timezone: 'Asia/Jayapura',
    location: [-3.6954, 128.1814],
  },
]

/** `ports` of the played routers; `cut`: links held cut. */
export function devicesYaml(ports: readonly number[], cut: readonly string[]): string {
  const satker = offices.map((one, i) => ({
    ...one,
    pic: { name: `PIC ${i}`, email: `pic${i}@example.go.id`, phone: `+62 800 0000 000${i}` },
    routers: [{ id: `router-${i}`, address: '127.0.0.1', snmp: { port: ports[i] } }],
    links: [
      {
        id: `line-${i}`,
        router: `router-${i}`,
        interface: 'wan1',
        bandwidth: '20 Mbps',
        medium: 'fiber',
        role: 'primary',
        contract: 'kontrak-a',
        circuit: `SID-${one.code}-1`,
        ...(i > 0 && { depends_on: ['line-0'] }),
      },
    ],
  }))
  const planned = {
    code: '900004',
    name: 'KUA Kec. Contoh',
    type: 'kua',
    province: '17',
    connection: 'planned',
  }
  const year = { from: '2026-01-01', to: '2026-12-31', availability: '99.5%' }
  // JSON is YAML.
  return JSON.stringify(
    {
      organisation: 'Kementerian Agama',
      timezone: 'Asia/Jakarta',
      synthetic: true,
      reach: 'snmp',
      icmp: { every: '2s', timeout: '500ms' },
      snmp: { every: '10s', version: '2c', community: 'demo-sintetis', timeout: '500ms', retries: 0 },
      providers: [{ id: 'penyedia-a', name: 'Penyedia A', phone: '147' }],
      contracts: [{ id: 'kontrak-a', provider: 'penyedia-a', number: 'KTR-001', ...year }],
      satker: [...satker, planned],
      simulator: { enabled: true, seed: 1, outages: false, cut },
    },
    null,
    2,
  )
}
