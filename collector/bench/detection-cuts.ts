/** Cuts links at random moments and restores them, and waits for what a browser is told of it. */
import { setTimeout as wait } from 'node:timers/promises'
import { randomOf } from './detection-echoes.ts'
import type { Cut, DetectionStage } from './detection-stage.ts'
import { isKanwil, loopbackAddress } from './loopback-fleet.ts'

export interface CutLink extends Cut {
  link: string
  cutAtMs: number
  /** From the cut until it was told to be down; null: never. */
  downAfterMs: number | null
  restoredAtMs: number
  upAfterMs: number | null
}

const batches = 12
const ofABatch = 20
const batchEveryMs = 4_000
/** Of so many cuts one is answered for by an error. */
const errorEvery = 6
/** Nobody waits longer for a word of a cut, or of a return. */
const patienceMs = 30_000
const restoreEveryMs = 1_500

export async function cutAndRestore(
  links: number,
  stage: DetectionStage,
  signal: AbortSignal,
): Promise<CutLink[]> {
  const random = randomOf(Date.now())
  const chosen = someOf(links, batches * ofABatch, random)
  const cuts: CutLink[] = []
  for (let batch = 0; batch < batches; batch++) {
    const pauseMs = random() * batchEveryMs
    await wait(pauseMs, undefined, { signal })
    const now = chosen.slice(batch * ofABatch, (batch + 1) * ofABatch)
    for (const at of now) cuts.push(await cutOne(at, cuts.length, stage))
    await wait(batchEveryMs - pauseMs, undefined, { signal })
  }
  await told(cuts, signal, (one) => {
    const toldAtMs = stage.record.toldAt(one.link, 'down', one.cutAtMs)
    return (one.downAfterMs = toldAtMs === null ? null : toldAtMs - one.cutAtMs)
  })
  for (const one of cuts) {
    if (cuts.indexOf(one) % ofABatch === 0) await wait(random() * 2 * restoreEveryMs, undefined, { signal })
    one.restoredAtMs = performance.now()
    await stage.restore(one)
  }
  await told(cuts, signal, (one) => {
    const toldAtMs = stage.record.toldAt(one.link, 'up', one.restoredAtMs)
    return (one.upAfterMs = toldAtMs === null ? null : toldAtMs - one.restoredAtMs)
  })
  return cuts
}

async function cutOne(at: number, count: number, stage: DetectionStage): Promise<CutLink> {
  const cut: Cut = { address: loopbackAddress(at), by: count % errorEvery === 0 ? 'error' : 'silence' }
  await stage.cut(cut)
  const cutAtMs = performance.now()
  return { ...cut, link: `l${at}`, cutAtMs, downAfterMs: null, restoredAtMs: Infinity, upAfterMs: null }
}

/** Waits until all have what `find` looks for, but not for ever. */
async function told(
  cuts: readonly CutLink[],
  signal: AbortSignal,
  find: (one: CutLink) => number | null,
): Promise<void> {
  const untilMs = performance.now() + patienceMs
  while (cuts.filter((one) => find(one) === null).length > 0 && performance.now() < untilMs)
    await wait(100, undefined, { signal })
}

/** None that others hang on: what is cut behind one that is cut is unreachable, and its own cut is not told. */
function someOf(links: number, count: number, random: () => number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < count) {
    const at = Math.floor(random() * links)
    if (!isKanwil(at)) chosen.add(at)
  }
  return [...chosen]
}
