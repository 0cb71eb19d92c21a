import { defaultAccess } from './access-settings.ts'
import type { Network } from './network.ts'

const dayMs = 86_400_000

/** No satker, no router, no link: what is watched until a devices.yaml can be read. */
export const emptyNetwork: Network = {
  organisation: '',
  timezone: 'Asia/Jakarta',
  synthetic: false,
  collector: { reference: [] },
  icmp: { everyMs: 10_000, timeoutMs: 1_000 },
  snmpEveryMs: 60_000,
  retention: { minutesMs: 14 * dayMs, fiveMinutesMs: 395 * dayMs, hoursMs: 1_826 * dayMs },
  calendar: { hours: {}, holidays: [] },
  providers: [],
  contracts: [],
  satker: [],
  routers: [],
  links: [],
  maintenance: [],
  simulator: { enabled: false, seed: 1, outages: false, cut: [], tunnelDown: [], sessionDown: [] },
  access: defaultAccess,
}
