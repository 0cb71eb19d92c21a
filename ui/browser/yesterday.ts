/** A history to look back on: up for three days, and the office of Ambon out for two hours this time yesterday. */
import type { MinuteRow } from '../../collector/domain/minute-row.ts'
import type { LinkStatus, StatusChange } from '../../collector/domain/status.ts'
import { openStore } from '../../db/open-store.ts'
import { recordChanges } from '../../db/record-changes.ts'
import { recordMinutes } from '../../db/record-minutes.ts'
import { registerLinks } from '../../db/register-links.ts'
import { beginWatch, recordHeartbeat } from '../../db/watch.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export async function leaveYesterday(folder: string, now: number): Promise<void> {
  const store = await openStore(folder)
  const begin = now - 3 * dayMs
  const links = [
    { id: 'line-0', satker: '900001', formerly: [] },
    { id: 'line-1', satker: '900002', formerly: [] },
    { id: 'line-2', satker: '900003', formerly: [] },
  ]
  const changes = [
    ...links.map(({ id }) => change(id, begin, 'unknown', 'up', begin)),
    change('line-2', now - dayMs - hourMs, 'up', 'down', begin),
    change('line-2', now - dayMs + hourMs, 'down', 'up', now - dayMs - hourMs),
  ]
  await store.write((trx) => registerLinks(trx, links, begin))
  const { id } = await store.write((trx) => beginWatch(trx, begin))
  for (const one of changes) await store.write((trx) => recordChanges(trx, [one], one.at))
  const firstMinute = Math.floor((now - 2 * dayMs) / minuteMs) * minuteMs
  for (const link of links) {
    await recordMinutes(
      store,
      Array.from({ length: 2 * 1440 }, (_, i) => minute(link.id, firstMinute + i * minuteMs)),
    )
  }
  await store.write((trx) => recordHeartbeat(trx, id, now))
  await store.close()
}

function change(link: string, at: number, from: LinkStatus, to: LinkStatus, fromSince: number): StatusChange {
  const what = to === 'down' ? 'silent' : 'answered'
  return { link, at, from, fromSince, to, because: null, evidence: [{ at, what }] }
}

/** Four gentle waves a day. */
function minute(link: string, at: number): MinuteRow {
  const wave = 1 + Math.sin((at / dayMs) * 8 * Math.PI)
  return {
    link,
    at,
    asked: 6,
    answered: 6,
    rttMinMs: 20,
    rttMedianMs: 22 + wave,
    rttMaxMs: 30,
    inBitsPerSecond: Math.round(8e6 * wave),
    outBitsPerSecond: Math.round(1e6 * wave),
    inErrors: 0,
    outErrors: 0,
    inDiscards: 0,
    outDiscards: 0,
  }
}
