import type { Clock } from '../domain/clock.ts'
import type { Echoes } from '../domain/reading.ts'
import { isAvailable } from '../domain/status.ts'
import { burstPeriodMs, type FarEnds } from './far-ends.ts'
import type { TrackedLink } from './tracked-link.ts'

/** Enough in a minute, with the sweeps, to tell 5 % from none within a few minutes. */
const echoesInARound = 20

/** Links that lost an echo in the last ten minutes and answer get a quality round each minute. */
export function needsQualityRound({ belief }: TrackedLink, at: number): boolean {
  return isAvailable(belief.status) && belief.lastLossAt !== null && at - belief.lastLossAt <= 10 * 60_000
}

/** Links that are asked together: with more of them fping itself would be what is measured. */
const mostARound = 100

/**
 * Of those that need a round in this second of a minute as many as can be asked, and the others in the minutes after.
 * Where a whole network loses echoes the bursts of its sweeps tell each link's loss as well.
 */
export function inTheirTurn(lossy: readonly TrackedLink[], second: number): readonly TrackedLink[] {
  if (lossy.length <= mostARound) return lossy
  const from = (Math.floor(second / 60) * mostARound) % lossy.length
  return [...lossy.slice(from), ...lossy.slice(0, from)].slice(0, mostARound)
}

/** Asks each link twenty times over some seconds, by echo where its `reach` is by echo, else by sysUpTime. */
export async function roundOfEchoes(
  links: readonly TrackedLink[],
  { farEnds, clock }: { farEnds: FarEnds; clock: Clock },
): Promise<Map<TrackedLink, Echoes>> {
  const at = clock.now()
  const [echoes, tries] = await Promise.all([
    farEnds.echoes(
      links.filter(({ link }) => link.reach !== 'snmp'),
      echoesInARound,
      at,
    ),
    roundOfTries(
      links.filter(({ link }) => link.reach === 'snmp'),
      farEnds,
    ),
  ])
  const seen = new Map<TrackedLink, Echoes>()
  for (const [one, { rttsMs }] of echoes) seen.set(one, { at, rttsMs, whole: rttsMs.length })
  for (const [one, rttsMs] of tries) seen.set(one, { at, rttsMs, whole: rttsMs.length })
  return seen
}

async function roundOfTries(
  links: readonly TrackedLink[],
  farEnds: FarEnds,
): Promise<Map<TrackedLink, (number | null)[]>> {
  const seen = new Map<TrackedLink, (number | null)[]>()
  const byRouter = Map.groupBy(links, ({ link }) => link.router)
  await Promise.all(
    [...byRouter].map(async ([router, sharing]) => {
      const tries = Array.from({ length: echoesInARound }, async (_, turn) => {
        await new Promise((resolve) => setTimeout(resolve, turn * burstPeriodMs))
        return farEnds.trySnmp(router)
      })
      const rttsMs = (await Promise.all(tries)).filter((rttMs) => rttMs !== undefined)
      if (rttsMs.length > 0) for (const one of sharing) seen.set(one, rttsMs)
    }),
  )
  return seen
}
