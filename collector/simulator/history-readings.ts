/** Writes the readings of a made-up past, oldest first, and folds them on the way as the collector does. */
import { fold } from '../domain/fold.ts'
import type { Bucket } from '../domain/fold.ts'
import type { Link } from '../domain/link.ts'
import type { MinuteRow } from '../domain/minute-row.ts'
import type { Network } from '../domain/network.ts'
import type { FoldedWidth } from '../../db/buckets.ts'
import { saveFoldProgress } from '../../db/fold-progress.ts'
import { knownLinks } from '../../db/known-link.ts'
import type { Store } from '../../db/open-store.ts'
import { recordMinutes } from '../../db/record-minutes.ts'
import { saveBuckets } from '../../db/save-buckets.ts'
import type { HistoryWindows } from './history-windows.ts'
import type { PastOutages } from './past-outages.ts'
import { PastReadings } from './past-readings.ts'
import type { Spell } from './spell.ts'
import { zoneOffsets } from './zone-offset.ts'

const minuteMs = 60_000
const fiveMs = 300_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface ReadingsParts {
  windows: HistoryWindows
  outages: PastOutages
  lossy: readonly Spell[]
  say(progress: string): void
}

interface PastLink {
  id: string
  /** Of its row. */
  row: number
  past: PastReadings
}

type Buckets = [row: number, bucket: Bucket][]

export async function writeReadings(store: Store, network: Network, parts: ReadingsParts): Promise<void> {
  const { windows, say } = parts
  const links = await pastLinks(store, network, parts)
  for (let hour = windows.hoursFrom; hour < windows.to; hour += hourMs) {
    if (hour % dayMs === 0) say(`readings of ${new Date(hour).toISOString().slice(0, 10)}`)
    const isClosed = hour + hourMs <= windows.to
    const isCoarse = hour < windows.fiveMinutesFrom
    const ofHour =
      isCoarse && isClosed ? over(links, hour, hourMs) : await writeFiveMinutes(store, links, hour, windows)
    if (isClosed) await save(store, hourMs, hour, ofHour)
  }
  await store.write(async (trx) => {
    for (const width of [fiveMs, hourMs] as const) {
      await saveFoldProgress(trx, width, { foldedUntil: windows.to - (windows.to % width), nextLink: 0 })
    }
  })
}

/** Answers with the whole hour, folded. */
async function writeFiveMinutes(
  store: Store,
  links: readonly PastLink[],
  hour: number,
  windows: HistoryWindows,
): Promise<Buckets> {
  const ofLink = new Map<number, Bucket[]>()
  for (let at = hour; at < Math.min(hour + hourMs, windows.to); at += fiveMs) {
    const isFine = at >= windows.minutesFrom || at + fiveMs > windows.to
    const buckets = isFine ? await writeMinutes(store, links, at, windows.to) : over(links, at, fiveMs)
    if (at + fiveMs > windows.to) continue
    await save(store, fiveMs, at, buckets)
    for (const [row, bucket] of buckets) ofLink.set(row, [...(ofLink.get(row) ?? []), bucket])
  }
  return [...ofLink].flatMap(([row, buckets]) => folded(row, buckets))
}

async function writeMinutes(
  store: Store,
  links: readonly PastLink[],
  from: number,
  to: number,
): Promise<Buckets> {
  const ofLink = new Map<number, Bucket[]>()
  for (let at = from; at < Math.min(from + fiveMs, to); at += minuteMs) {
    const rows: MinuteRow[] = []
    for (const { id, row, past } of links) {
      const minute = past.over(at, minuteMs)
      rows.push({ ...minute, link: id, at })
      ofLink.set(row, [...(ofLink.get(row) ?? []), minute])
    }
    await recordMinutes(store, rows)
  }
  return [...ofLink].flatMap(([row, buckets]) => folded(row, buckets))
}

function folded(row: number, buckets: Bucket[]): Buckets {
  const bucket = fold(buckets)
  return bucket ? [[row, bucket]] : []
}

function over(links: readonly PastLink[], at: number, widthMs: number): Buckets {
  return links.map(({ row, past }) => [row, past.over(at, widthMs)])
}

async function save(store: Store, width: FoldedWidth, at: number, buckets: Buckets): Promise<void> {
  await store.write((trx) => saveBuckets(trx, width, at, new Map(buckets)))
}

async function pastLinks(
  store: Store,
  network: Network,
  { outages, lossy }: ReadingsParts,
): Promise<PastLink[]> {
  const rows = await knownLinks(
    store.db,
    network.links.map(({ id }) => id),
  )
  const satker = new Map(network.satker.map((one) => [one.code, one]))
  const offsets = zoneOffsets(network.satker)
  const lossyOf = Map.groupBy(lossy, ({ link }) => link)
  return network.links.map((link: Link) => {
    const owner = satker.get(link.satker)!
    const past = new PastReadings(link, {
      seed: network.simulator.seed,
      everyMs: network.icmp.everyMs,
      satker: owner,
      offsetMs: offsets.get(owner.timezone)!,
      dead: outages.dead.get(link.id) ?? [],
      silent: outages.silent.get(link.router) ?? [],
      lossy: lossyOf.get(link.id) ?? [],
    })
    return { id: link.id, row: rows.get(link.id)!.id, past }
  })
}
