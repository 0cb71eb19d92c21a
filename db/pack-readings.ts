import { type FoldedWidth, firstReadingAt, readingTable, rowsAt } from './buckets.ts'
import { dropOldest } from './drop-readings.ts'
import { foldProgress } from './fold-progress.ts'
import { inSteps } from './in-steps.ts'
import type { Store } from './open-store.ts'
import { laterOf, packedReadings } from './packed-readings.ts'
import { packRows, spanMs, spanOf } from './packed-rows.ts'
import { lastLink } from './link-rows.ts'
import { runForEach } from './run-for-each.ts'
import type { Trx } from './trx.ts'

/** How long readings stay as they were folded after their span is over: late ones come mostly within it. */
const plainMs = 3 * 86_400_000

/** As many rows as are packed in one turn of the event loop without being noticed. */
const rowsAStep = 600

/**
 * Packs older five minutes and hours, a span of a link in one row, in short transactions that each leave a note of how
 * far they came; then the rows go. A span that has rows again, since some came late, is packed once more with them. It
 * comes back before it is done, with `done` false, when much is to be packed: ask again.
 */
export async function packReadings(
  store: Store,
  { now, stepsMax = 100 }: { now: number; stepsMax?: number },
): Promise<{ done: boolean }> {
  return await inSteps(store, packStep, { now, most: stepsMax })
}

/** False when nothing is left to pack. */
async function packStep(trx: Trx, width: FoldedWidth, now: number): Promise<boolean> {
  const { at, nextLink } = (await begun(trx, width)) ?? (await oldest(trx, width)) ?? {}
  if (at === undefined || nextLink === undefined) return false
  const end = at + spanMs[width]
  if (end > now - plainMs || end > ((await foldProgress(trx, 3_600_000))?.foldedUntil ?? 0)) return false
  if (nextLink <= (await lastLink(trx))) {
    const links = { from: nextLink, to: nextLink + Math.floor((rowsAStep * width) / spanMs[width]) }
    await packLinks(trx, width, at, links)
    await saveProgress(trx, width, at, links.to)
    return true
  }
  const isLeft = await dropOldest(trx, readingTable[width], { from: at, before: end })
  if (!isLeft) await trx.deleteFrom('pack_progress').where('width', '=', width).execute()
  return true
}

async function begun(trx: Trx, width: FoldedWidth) {
  return await trx
    .selectFrom('pack_progress')
    .select(['at', 'next_link as nextLink'])
    .where('width', '=', width)
    .executeTakeFirst()
}

/** The span of the first row that is not packed. */
async function oldest(trx: Trx, width: FoldedWidth) {
  const first = await firstReadingAt(trx, width, 0)
  return first === null ? null : { at: spanOf(width, first), nextLink: 0 }
}

async function packLinks(
  trx: Trx,
  width: FoldedWidth,
  at: number,
  links: { from: number; to: number },
): Promise<void> {
  const period = { from: at, to: at + spanMs[width] }
  const times = Array.from({ length: spanMs[width] / width }, (_, index) => at + index * width)
  const plain = await rowsAt(trx, width, times, links)
  const ofLinks = Map.groupBy(plain, (row) => row.link)
  const packed = Map.groupBy(await packedReadings(trx, width, links, period), (row) => row.link)
  const rows = [...ofLinks].map(([link, own]) => {
    const before = new Map((packed.get(link) ?? []).map((row) => [row.at, row]))
    for (const row of own) before.set(row.at, laterOf(before.get(row.at), row))
    return [width, at, link, packRows(width, at, before.values())]
  })
  await runForEach(trx, insertPacked(trx), rows)
}

function insertPacked(trx: Trx) {
  return trx
    .insertInto('packed_reading')
    .values({ width: 300_000, at: 0, link: 0, readings: new Uint8Array() })
    .onConflict((conflict) =>
      conflict
        .columns(['width', 'at', 'link'])
        .doUpdateSet((set) => ({ readings: set.ref('excluded.readings') })),
    )
}

async function saveProgress(trx: Trx, width: FoldedWidth, at: number, nextLink: number): Promise<void> {
  const row = { at, next_link: nextLink }
  await trx
    .insertInto('pack_progress')
    .values({ width, ...row })
    .onConflict((conflict) => conflict.column('width').doUpdateSet(row))
    .execute()
}
