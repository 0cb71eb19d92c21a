/** A fleet of loopback addresses as devices.yaml: each router a satker of one link, 30 to a Kanwil it hangs on. */
import { community } from './loopback-agent.ts'

export interface LoopbackFleet {
  routers: number
  /** Of the agent that answers for all of them; null: they are asked by echo alone. */
  snmpPort: number | null
  /** Of the interface that each link reads. */
  interfaceName?: string
  sweep?: string
  visit?: string
}

const satkerOfAKanwil = 30

export function loopbackFleetYaml(fleet: LoopbackFleet): string {
  const { routers, snmpPort, interfaceName = 'lo', sweep = '10s', visit = '60s' } = fleet
  const isAsked = snmpPort !== null
  const head = [
    'organisation: Bangku uji',
    'synthetic: true',
    `icmp: { every: ${sweep} }`,
    ...(isAsked ? [`snmp: { every: ${visit}, community: ${community}, port: ${snmpPort} }`] : []),
    'satker:',
  ]
  const satker = Array.from({ length: routers }, (_, at) => {
    const kanwil = at - (at % satkerOfAKanwil)
    const hangsOn = isKanwil(at) ? '' : `, depends_on: [l${kanwil}]`
    const reads = isAsked ? `, interface: ${interfaceName}` : ''
    const where = `[${(-8 + (at % 100) * 0.1).toFixed(2)}, ${(96 + (Math.floor(at / 100) % 440) * 0.1).toFixed(2)}]`
    return `  - code: "${100_000 + at}"
    name: Bangku ${at}
    type: ${isKanwil(at) ? 'kanwil' : 'kua'}
    province: "31"
    location: ${where}
    routers: [{ id: r${at}, address: ${loopbackAddress(at)} }]
    links: [{ id: l${at}, router: r${at}, bandwidth: 10 Mbps${reads}${hangsOn} }]`
  })
  return `${[...head, ...satker].join('\n')}\n`
}

/** Whether others hang on it. */
export function isKanwil(at: number): boolean {
  return at % satkerOfAKanwil === 0
}

/** From 127.8.0.1 on, without those that end in 0 and 255. */
export function loopbackAddress(at: number): string {
  const block = Math.floor(at / 254)
  return `127.${8 + Math.floor(block / 256)}.${block % 256}.${1 + (at % 254)}`
}
