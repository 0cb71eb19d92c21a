/** The status changes that a collector would have recorded of a made-up past. */
import { depths } from '../domain/dependency.ts'
import type { Network } from '../domain/network.ts'
import { placeOf } from '../domain/spread.ts'
import type { LinkStatus, StatusChange } from '../domain/status.ts'
import type { Degraded } from './past-degraded.ts'
import type { PastOutages, PastStep } from './past-outages.ts'

/** A limit is judged over so long; so is the way back. */
const windowMs = 300_000

type Turn = Pick<StatusChange, 'at' | 'to' | 'because' | 'evidence'>

/** In the order in which they were recorded: by time, and parents before what hangs on them. */
export function changesOf(
  network: Network,
  outages: PastOutages,
  degraded: ReadonlyMap<string, Degraded[]>,
  from: number,
  to: number,
): StatusChange[] {
  const depth = depths(network.links)
  const changes = network.links.flatMap(({ id }) => {
    const firstAt = from + placeOf(id, network.icmp.everyMs)
    const steps = (outages.steps.get(id) ?? []).filter(({ at }) => at > firstAt && at < to)
    const turns = [first(firstAt), ...withLimits(steps, degraded.get(id) ?? [], firstAt, to)]
    return chained(id, turns, from)
  })
  return changes.toSorted((a, b) => a.at - b.at || depth.get(a.link)! - depth.get(b.link)!)
}

function first(at: number): Turn {
  return { at, to: 'up', because: null, evidence: [{ at, what: 'first-reading' }] }
}

/** Limits are judged only while it answers, and from anew when it has come back. */
function withLimits(steps: PastStep[], degraded: Degraded[], from: number, to: number): Turn[] {
  const turns: Turn[] = []
  let availableSince: number | null = from
  for (const step of [...steps, null]) {
    if (availableSince !== null) {
      turns.push(...limitsWithin(degraded, availableSince + windowMs, step?.at ?? to))
    }
    if (step) turns.push(step)
    availableSince = step?.to === 'up' ? step.at : null
  }
  return turns
}

function limitsWithin(degraded: Degraded[], from: number, to: number): Turn[] {
  const turns: Turn[] = []
  let free = from
  for (const spell of degraded) {
    const began = Math.max(spell.from, free)
    const ended = Math.min(spell.to, to)
    if (ended - began < windowMs) continue
    turns.push({ at: began, to: 'degraded', because: null, evidence: [{ at: began, what: spell.what }] })
    if (ended < to) {
      turns.push({ at: ended, to: 'up', because: null, evidence: [{ at: ended, what: 'within-limits' }] })
    }
    free = ended + windowMs
  }
  return turns
}

function chained(link: string, turns: Turn[], from: number): StatusChange[] {
  let status: LinkStatus = 'unknown'
  let since = from
  return turns.map((turn) => {
    const change = { link, from: status, fromSince: since, ...turn }
    status = turn.to
    since = turn.at
    return change
  })
}
