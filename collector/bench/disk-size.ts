/** A made-up past of a part of the network through the product's own recording, folding, packing and retention. */
import { applyRetention } from '../../db/apply-retention.ts'
import { foldReadings } from '../../db/fold-readings.ts'
import { LinkRows } from '../../db/link-rows.ts'
import type { Store } from '../../db/open-store.ts'
import { packReadings } from '../../db/pack-readings.ts'
import { recordChanges } from '../../db/record-changes.ts'
import { recordMinutes } from '../../db/record-minutes.ts'
import { registerNetwork } from '../../db/register-network.ts'
import { packedBytes, tableSizes } from '../../db/table-sizes.ts'
import type { Network } from '../domain/network.ts'
import { calmTrouble } from '../simulator/calm-trouble.ts'
import { changesOf } from '../simulator/past-changes.ts'
import { degradedSpells } from '../simulator/past-degraded.ts'
import { outagesOf } from '../simulator/past-outages.ts'
import { PastReadings } from '../simulator/past-readings.ts'
import { zoneOffsets } from '../simulator/zone-offset.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const weekMs = 7 * dayMs
/** A week of UTC begins here, so that one is packed as soon as can be. */
const from = 2_960 * weekMs

/** As it is where devices.yaml says nothing of it. */
const retention = { minutesMs: 14 * dayMs, fiveMinutesMs: 395 * dayMs, hoursMs: 1_826 * dayMs }

/** Bytes on the disk, with their share of pages and indexes, of what a link has. */
export interface Sizes {
  minuteRow: number
  fiveMinuteRow: number
  packedDay: number
  hourRow: number
  packedWeek: number
  /** Of changes of status and outages, by the day. */
  historyOfADay: number
}

export interface Past {
  sizes: Sizes
  fileBytes: number
  links: number
  days: number
}

/** @param days 14 or more, so that a week of hours is packed. */
export async function writePast(
  store: Store,
  network: Network,
  { days, tell, signal }: { days: number; tell: (line: string) => void; signal: AbortSignal },
): Promise<Past> {
  const to = from + days * dayMs
  const trouble = calmTrouble(network, from, to)
  const outages = outagesOf(network, trouble.cuts)
  const changes = changesOf(network, outages, degradedSpells(network, trouble.lossy, from, to), from, to)
  await store.write(async (trx) => {
    await registerNetwork(trx, network, from)
    await recordChanges(trx, changes, to)
  })
  const past = pastOf(network, { outages, lossy: trouble.lossy })
  const links = new LinkRows()
  for (let hour = from; hour < to; hour += hourMs) {
    signal.throwIfAborted()
    for (let at = hour; at < hour + hourMs; at += minuteMs)
      await recordMinutes(
        store,
        past.map(({ id, readings }) => ({ ...readings.over(at, minuteMs), link: id, at })),
        links,
      )
    const now = hour + hourMs + 2 * minuteMs
    await foldReadings(store, { now })
    if ((hour + hourMs) % dayMs !== 0) continue
    await packReadings(store, { now, stepsMax: 100_000 })
    await applyRetention(store, { now, retention })
    tell(`day ${(hour + hourMs - from) / dayMs} of ${days}`)
  }
  return { ...(await measured(store, days)), links: network.links.length, days }
}

function pastOf(
  network: Network,
  trouble: { outages: ReturnType<typeof outagesOf>; lossy: ReturnType<typeof calmTrouble>['lossy'] },
) {
  const satker = new Map(network.satker.map((one) => [one.code, one]))
  const offsets = zoneOffsets(network.satker)
  const lossyOf = Map.groupBy(trouble.lossy, ({ link }) => link)
  return network.links.map((link) => {
    const owner = satker.get(link.satker)!
    const readings = new PastReadings(link, {
      seed: network.simulator.seed,
      everyMs: network.icmp.everyMs,
      satker: owner,
      offsetMs: offsets.get(owner.timezone)!,
      dead: trouble.outages.dead.get(link.id) ?? [],
      silent: trouble.outages.silent.get(link.router) ?? [],
      lossy: lossyOf.get(link.id) ?? [],
    })
    return { id: link.id, readings }
  })
}

async function measured(store: Store, days: number): Promise<{ sizes: Sizes; fileBytes: number }> {
  const tables = await tableSizes(store.db)
  const each = (table: string) => {
    const { bytes, rows } = tables.get(table) ?? { bytes: 0, rows: 0 }
    return bytes / Math.max(1, rows)
  }
  const links = tables.get('link')?.rows ?? 1
  const history = ['status_change', 'outage'].reduce((sum, name) => sum + (tables.get(name)?.bytes ?? 0), 0)
  const packed = await packedShares(store)
  const aPackedByte = (tables.get('packed_reading')?.bytes ?? 0) / Math.max(1, packed.bytes)
  return {
    fileBytes: store.size().bytes,
    sizes: {
      minuteRow: each('minute_reading'),
      fiveMinuteRow: each('five_minute_reading'),
      hourRow: each('hour_reading'),
      packedDay: packed.day * aPackedByte,
      packedWeek: packed.week * aPackedByte,
      historyOfADay: history / links / days,
    },
  }
}

/** Both lie in one table: what each takes of it goes by its bytes. */
async function packedShares(store: Store): Promise<{ day: number; week: number; bytes: number }> {
  const { days, weeks } = await packedBytes(store.db)
  const mean = ({ bytes, rows }: { bytes: number; rows: number }) => bytes / Math.max(1, rows)
  return { day: mean(days), week: mean(weeks), bytes: days.bytes + weeks.bytes }
}
