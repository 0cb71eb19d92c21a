/** A store with a day of minutes of a whole fleet, and a year of a few of its links, before the collector starts on it. */
import { saveFoldProgress } from '../../db/fold-progress.ts'
import { LinkRows } from '../../db/link-rows.ts'
import { openStore, type Store } from '../../db/open-store.ts'
import { packReadings } from '../../db/pack-readings.ts'
import { recordMinutes } from '../../db/record-minutes.ts'
import { registerNetwork } from '../../db/register-network.ts'
import { saveFolded } from '../../db/save-buckets.ts'
import type { Network } from '../domain/network.ts'
import { madeFolded, madeMinute } from './made-readings.ts'

const minuteMs = 60_000
const fiveMs = 300_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface FilledStore {
  data: string
  network: Network
  now: number
  /** Of the links whose year is written, those that were registered first. */
  yearLinks: number
  tell(line: string): void
  signal: AbortSignal
}

/** Everything is folded until `now`, and older than three days packed, as a collector would have left it. */
export async function fillStore({ data, network, now, yearLinks, tell, signal }: FilledStore): Promise<void> {
  const store = await openStore(data)
  try {
    const first = network.links.slice(0, yearLinks)
    await store.write((trx) => registerNetwork(trx, { ...network, links: first }, now - 365 * dayMs))
    tell(`a year of ${yearLinks} links`)
    await writeYear(store, { now, yearLinks, signal })
    await store.write((trx) =>
      saveFoldProgress(trx, fiveMs, { foldedUntil: now - (now % fiveMs), nextLink: 0 }),
    )
    await store.write((trx) =>
      saveFoldProgress(trx, hourMs, { foldedUntil: now - (now % hourMs), nextLink: 0 }),
    )
    await packReadings(store, { now, stepsMax: Infinity })
    await store.write((trx) => registerNetwork(trx, network, now))
    const links = new LinkRows()
    for (let at = floor(now - dayMs, minuteMs); at < now; at += minuteMs) {
      signal.throwIfAborted()
      const rows = network.links.map(({ id }, number) => madeMinute(id, number, at))
      await recordMinutes(store, rows, links)
      if (at % (4 * hourMs) === 0) tell(`minutes until ${new Date(at).toISOString()}`)
    }
    await store.write((trx) =>
      saveFoldProgress(trx, fiveMs, { foldedUntil: now - (now % fiveMs), nextLink: 0 }),
    )
    await store.write((trx) =>
      saveFoldProgress(trx, hourMs, { foldedUntil: now - (now % hourMs), nextLink: 0 }),
    )
  } finally {
    await store.close()
  }
}

async function writeYear(
  store: Store,
  { now, yearLinks, signal }: Pick<FilledStore, 'now' | 'yearLinks' | 'signal'>,
): Promise<void> {
  for (let day = floor(now, dayMs) - 365 * dayMs; day < now; day += dayMs) {
    signal.throwIfAborted()
    for (const width of [fiveMs, hourMs] as const) {
      const rows: ReturnType<typeof madeFolded>[] = []
      for (let at = day; at < Math.min(day + dayMs, floor(now, width)); at += width)
        for (let link = 1; link <= yearLinks; link++) rows.push(madeFolded(link, at, width))
      await store.write((trx) => saveFolded(trx, width, rows))
    }
  }
}

function floor(at: number, width: number): number {
  return at - (at % width)
}
