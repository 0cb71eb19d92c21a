/** Fills an empty store with a made-up past of the played network: what a collector would have left behind. */
import type { Network } from '../domain/network.ts'
import { hasHistory } from '../../db/has-history.ts'
import type { Store } from '../../db/open-store.ts'
import { recordChanges } from '../../db/record-changes.ts'
import { registerNetwork } from '../../db/register-network.ts'
import { beginWatch, recordHeartbeat } from '../../db/watch.ts'
import type { StatusChange } from '../domain/status.ts'
import { calmTrouble } from './calm-trouble.ts'
import { writeReadings } from './history-readings.ts'
import { historyWindows } from './history-windows.ts'
import type { HistoryWindows } from './history-windows.ts'
import { changesOf } from './past-changes.ts'
import { degradedSpells } from './past-degraded.ts'
import { outagesOf } from './past-outages.ts'
import { playedTrouble } from './played-trouble.ts'

export interface HistoryWish {
  now: number
  days: number
  /** How much of it, up to now, is as the simulator plays; less where it would take too long to write. */
  busyHours: number
  /** Told from time to time how far it is. */
  say(progress: string): void
}

const hourMs = 3_600_000
const minuteMs = 60_000
/** The simulator makes some thirty changes a day of each link. */
const mostBusyLinkHours = 24_000
/** Patience and the way to the disk. */
const recordedAfterMs = 3_000
const minutesATransaction = 200

/** A sentence where it may not be written. */
export async function whyNoHistory(store: Store, network: Network): Promise<string | null> {
  if (!network.synthetic || !network.simulator.enabled) {
    return 'a history can only be made up of a network that is synthetic: true and played by the simulator'
  }
  if (!(await hasHistory(store.db))) return null
  return `${store.file} has a history already; give another folder with --data, or delete that one`
}

/**
 * The end of it is as the simulator would have played it, so that it goes on from there; the time before is
 * calmer, as a real network is.
 */
export async function writeHistory(
  store: Store,
  network: Network,
  wish: HistoryWish,
): Promise<HistoryWindows> {
  const { say } = wish
  const links = network.links.length
  const windows = historyWindows(links, network.retention, wish)
  const { from, to } = windows
  const busyHours = Math.min(wish.busyHours, mostBusyLinkHours / Math.max(1, links))
  const busyFrom = Math.max(from, to - Math.floor((busyHours * hourMs) / minuteMs) * minuteMs)

  say('deciding what failed')
  const calm = calmTrouble(network, from, busyFrom)
  const busy = playedTrouble(network, busyFrom, to)
  const lossy = [...calm.lossy, ...busy.lossy]
  const outages = outagesOf(network, [...calm.cuts, ...busy.cuts])
  const changes = changesOf(network, outages, degradedSpells(network, lossy, from, to), from, to)

  const watch = await store.write(async (trx) => {
    await registerNetwork(trx, network, from)
    return beginWatch(trx, from)
  })
  say(`${changes.length} status changes`)
  await writeChanges(store, watch.id, changes)
  await store.write((trx) => recordHeartbeat(trx, watch.id, to))
  await writeReadings(store, network, { windows, outages, lossy, say })
  return windows
}

/** In groups of a minute, as they would have come; the heartbeat says how far it is, should it end before. */
async function writeChanges(store: Store, watch: number, changes: readonly StatusChange[]): Promise<void> {
  const groups = [...Map.groupBy(changes, ({ at }) => Math.floor(at / minuteMs)).values()]
  for (let start = 0; start < groups.length; start += minutesATransaction) {
    const some = groups.slice(start, start + minutesATransaction)
    await store.write(async (trx) => {
      for (const group of some) await recordChanges(trx, group, group.at(-1)!.at + recordedAfterMs)
      await recordHeartbeat(trx, watch, some.at(-1)!.at(-1)!.at)
    })
  }
}
