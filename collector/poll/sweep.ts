import type { Clock } from '../domain/clock.ts'
import type { Echoes } from '../domain/reading.ts'
import { isAvailable, isGone } from '../domain/status.ts'
import type { FarEnds } from './far-ends.ts'
import type { Fleet } from './fleet.ts'
import type { TrackedLink } from './tracked-link.ts'

/** What one slice of a sweep saw. */
export interface Sweep {
  at: number
  seen: Map<TrackedLink, Echoes>
  /** Whether the gateways of tunnels answered; it counts for nothing else. */
  gateways: Map<TrackedLink, boolean>
  /** How many links were silent to their first echo, those excepted that are known to be down. */
  missed: number
  /** Whether all references near us were silent; null where they were not asked. */
  referencesSilent: boolean | null
}

export interface SweepParts {
  fleet: Fleet
  farEnds: FarEnds
  clock: Clock
  /** Called with what missed its first echo, while the burst goes out. */
  onMissed(missed: readonly TrackedLink[]): void
}

/**
 * Asks links once, and what missed again at once: the burst. With it goes all that the silent ones hang on
 * and the references, so that whose fault a silence is can be told from answers of the same seconds.
 */
export async function sweepLinks(
  links: readonly TrackedLink[],
  { fleet, farEnds, clock, onMissed }: SweepParts,
): Promise<Sweep> {
  const at = clock.now()
  const { ends: seen, gateways } = await farEnds.ask(links, 'once', at)
  const missed = links.filter((one) => isLost(seen.get(one)?.rttsMs) && one.belief.status !== 'down')
  if (missed.length === 0) return { at, seen, gateways, missed: 0, referencesSilent: null }
  onMissed(missed)
  const [burst, ancestors, referencesSilent] = await Promise.all([
    farEnds.ask(missed, 'burst', at),
    farEnds.ask(ancestorsToAsk(fleet, missed, new Set(links)), 'whole', at),
    farEnds.areReferencesSilent(),
  ])
  for (const [one, again] of burst.ends) seen.set(one, joined(seen.get(one), again))
  for (const [one, heard] of ancestors.ends) seen.set(one, heard)
  return { at, seen, gateways, missed: missed.length, referencesSilent }
}

/** The burst continues the first echo where both were asked alike; an answer by other means stands alone. */
function joined(first: Echoes | undefined, again: Echoes): Echoes {
  if (!first || first.whole !== again.whole) return again
  return { ...again, rttsMs: [...first.rttsMs, ...again.rttsMs] }
}

/** What the silent ones hang on, however far up, as long as it is not known to be gone itself. */
function ancestorsToAsk(
  fleet: Fleet,
  missed: readonly TrackedLink[],
  asked: Set<TrackedLink>,
): TrackedLink[] {
  const found = new Set<TrackedLink>()
  const climb = (one: TrackedLink): void => {
    for (const parent of fleet.parentsOf(one)) {
      if (found.has(parent) || isGone(parent.belief.status)) continue
      if (!asked.has(parent)) found.add(parent)
      climb(parent)
    }
  }
  for (const one of missed) climb(one)
  return [...found].filter(({ belief }) => isAvailable(belief.status) || belief.status === 'unknown')
}

function isLost(rttsMs: readonly (number | null)[] | undefined): boolean {
  return rttsMs !== undefined && rttsMs.every((rttMs) => rttMs === null)
}
