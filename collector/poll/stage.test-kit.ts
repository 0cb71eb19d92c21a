import { onTestFinished, vi } from 'vitest'
import type { Store } from '../../db/open-store.ts'
import { StoreFull } from '../../db/store-error.ts'
import { temporaryStore } from '../../db/temporary-store.test-kit.ts'
import { emptyNetwork } from '../domain/empty-network.ts'
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import type { Router } from '../domain/router.ts'
import { Secret } from '../domain/secret.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import { silentLog } from '../log.ts'
import type { Publication } from '../serve/wire.ts'
import { createStoreLedger } from '../store-ledger.ts'
import { icmpOf, ikeOf, snmpOf, startOfStage, type World } from './fake-far-ends.test-kit.ts'
import { Poll } from './poll.ts'
import type { Stored } from './stored.ts'

export function link(id: string, dependsOn: string[] = [], reach: Link['reach'] = 'icmp'): Link {
  return {
    id,
    satker: `s-${id}`,
    router: `r-${id}`,
    interface: 'wan0',
    endpoint: `10.0.0.${id.length + id.charCodeAt(id.length - 1)}`,
    bandwidth: { downBitsPerSecond: 20_000_000, upBitsPerSecond: 10_000_000 },
    medium: 'fiber',
    role: 'primary',
    reach,
    dependsOn,
    limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 },
    contract: null,
    circuit: null,
    monthlyFee: null,
    vpn: null,
    formerly: [],
  }
}

export function networkOf(links: Link[], reference: string[] = []): Network {
  const settings = {
    version: '2c',
    port: 161,
    timeoutMs: 1_000,
    retries: 0,
    user: null,
    level: null,
  } as const
  const routers: Router[] = links.map(({ router, satker, endpoint }) => ({
    id: router,
    satker,
    address: endpoint,
    trapsFrom: [],
    snmp: { ...settings, authProtocol: null, privProtocol: null },
  }))
  return {
    ...emptyNetwork,
    collector: { reference },
    satker: links.map(({ satker }) => ({
      code: satker,
      name: satker,
      type: 'kankemenag',
      province: '51',
      location: null,
      timezone: 'Asia/Makassar',
      pic: null,
      connection: 'connected',
      portals: [],
    })),
    routers,
    links,
  }
}

function accessTo(network: Network): Map<string, SnmpAccess> {
  const community = new Secret('secret')
  return new Map(
    network.routers.flatMap(({ id, snmp }) =>
      snmp ? [[id, { settings: snmp, community, authKey: null, privKey: null }]] : [],
    ),
  )
}

/** Of a network that was never watched. */
export const nothingStored: Stored = { statuses: new Map(), layers: new Map(), outages: new Map() }

export interface Stage {
  world: World
  poll: Poll
  store: Store
  published: Publication[]
  refreshed: number
  /** Lets so many seconds pass, one by one, with everything that happens in them. */
  pass(seconds: number): Promise<void>
  /** Stops, and starts again so much later on the same store, with the network as it was or as it is edited. */
  restart(afterSeconds: number, edited?: Network): Promise<void>
  /** Makes the store refuse every transaction, as a full disk does. */
  refuseWrites(refuse: boolean): void
  apply(network: Network): Promise<void>
  status(link: string): string
}

/** The real schedule, judge and store, with fake far ends and fake time. */
export async function stageOf(network: Network): Promise<Stage> {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  vi.setSystemTime(startOfStage)
  onTestFinished(() => void vi.useRealTimers())
  const world: World = {
    silent: new Set(),
    agentSilent: new Set(),
    agentRefusing: new Set(),
    interfaceDown: new Set(),
    lastChangeCs: 0,
    vpn: new Map(),
    wanted: new Map(),
    found: null,
    ikeAnswering: new Set(),
    agentsStartedAt: startOfStage - 10_000_000,
    identity: null,
    burstMs: 0,
    visitMs: 0,
    tries: new Map(),
    bitsPerSecond: 8_000_000,
    takesTime: false,
    asked: [],
  }
  const store = await temporaryStore()
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() }
  const stage = { world, store, published: [] as Publication[], refreshed: 0 }
  let refusing = false
  const begin = async (given: Network): Promise<Poll> => {
    const ledger = await createStoreLedger(refusable(store, () => refusing))
    const probes = { icmp: icmpOf(world), snmp: snmpOf(world), ike: ikeOf(world) }
    const publish = (publication: Publication): void => void stage.published.push(publication)
    const refresh = (): void => void stage.refreshed++
    const onBroken = (): void => {}
    const poll = new Poll({ ledger, ...probes, clock, log: silentLog, publish, refresh, onBroken })
    await poll.start(given, accessTo(given), await ledger.beginWatch(clock.now()))
    return poll
  }
  let poll = await begin(network)
  onTestFinished(async () => {
    const stopping = poll.stop(0)
    // What is still on its way comes in.
    await vi.advanceTimersByTimeAsync(10_000)
    await stopping
  })
  const whole: Stage = Object.assign(stage, {
    poll,
    pass: async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        await vi.advanceTimersByTimeAsync(1_000)
        await new Promise(setImmediate)
      }
    },
    restart: async (afterSeconds: number, edited: Network = network) => {
      await poll.stop(0)
      await vi.advanceTimersByTimeAsync(afterSeconds * 1_000)
      whole.poll = poll = await begin(edited)
    },
    refuseWrites: (refuse: boolean) => {
      refusing = refuse
    },
    apply: (edited: Network) => poll.apply(edited, accessTo(edited)),
    status: (id: string) => poll.snapshot().links.find((one) => one.id === id)?.status ?? 'absent',
  })
  return whole
}

function refusable(store: Store, refuses: () => boolean): Store {
  const write: Store['write'] = (work) =>
    refuses() ? Promise.reject(new StoreFull(store.file, null)) : store.write(work)
  return {
    ...store,
    db: store.db,
    file: store.file,
    sqliteVersion: store.sqliteVersion,
    size: () => store.size(),
    close: () => store.close(),
    write,
  }
}
