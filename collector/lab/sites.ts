/** The places of the lab's WAN: a hub that the collector reaches directly, and three branches behind it. */
import { stringify } from 'yaml'

export const branches = ['branch-1', 'branch-2', 'branch-3'] as const
export type Branch = (typeof branches)[number]
/** Also the ids of their links. */
export type Site = 'hub' | Branch

export const sites: readonly Site[] = ['hub', ...branches]
export const community = 'lab-community'

/** A site's WAN: the net between its router (.2) and what is before it (.1). */
export function wanOf(site: Site): { nearAddress: string; routerAddress: string; interface: string } {
  const net = `10.77.${sites.indexOf(site)}`
  return {
    nearAddress: `${net}.1`,
    routerAddress: `${net}.2`,
    interface: site === 'hub' ? 'uplink' : 'wan0',
  }
}

/** The hub's port towards a branch. */
export function portTo(branch: Branch): string {
  return `to-${branch}`
}

/** A devices.yaml for it; the community comes from SNMP_COMMUNITY. */
export function devicesYaml(): string {
  return stringify({
    organisation: 'Lab',
    timezone: 'Asia/Jakarta',
    synthetic: true,
    snmp: { every: '20s', community: '${SNMP_COMMUNITY}' },
    satker: sites.map((site, index) => ({
      code: String(900_001 + index),
      name: `Lab ${site}`,
      type: site === 'hub' ? 'pusat' : 'kankemenag',
      province: '31',
      location: [-6.2, 106.8 + index],
      routers: [{ id: `${site}-ce1`, address: wanOf(site).routerAddress }],
      links: [
        {
          id: site,
          router: `${site}-ce1`,
          interface: wanOf(site).interface,
          bandwidth: '100 Mbps',
          ...(site === 'hub' ? {} : { depends_on: ['hub'] }),
        },
      ],
    })),
  })
}
