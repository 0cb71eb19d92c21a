/**
 * The days of a made-up past: as many outages as a network of that kind has, where the simulator makes one every
 * other minute so that there is something to see.
 */
import type { Medium } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { hashText, roll } from './dice.ts'
import { placesOf } from './place.ts'
import type { Spell, Trouble } from './spell.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const daysAMonth = 30

/** Outages a month. */
const outages: Record<Medium, number> = { fiber: 0.8, copper: 1, radio: 1.6, cellular: 1.6, vsat: 3 }
/** A whole province goes some three times a year. */
const outagesOfRegion = 0.25
const lossySpells = 0.4
const lossyMs = 3 * hourMs
/** Of the outages, those for want of power: they take every line of the router with them. */
const powerShare = 0.35
/** Half of the outages are shorter than the median, and one in twenty longer than eight times that. */
const medianMs = 90 * minuteMs
const satelliteMedianMs = 20 * minuteMs
const spread = Math.log(8) / 1.645
const shortestMs = 2 * minuteMs
const longestMs = 2 * dayMs

/** What begins within [from, to); whatever the period, a day has the same. */
export function calmTrouble(network: Network, from: number, to: number): Trouble {
  const { seed } = network.simulator
  if (!network.simulator.outages) return { cuts: [], lossy: [] }
  const cuts: Spell[] = []
  const lossy: Spell[] = []
  for (const place of placesOf(network)) {
    // A hub that fails takes everything with it: no day is like that.
    if (place.kind === 'hub') continue
    const all = place.links.map(({ id }) => id)
    for (const link of place.links) {
      const median = link.medium === 'vsat' ? satelliteMedianMs : medianMs
      for (const { at, what } of starts(`outage ${link.id}`, outages[link.medium])) {
        const isPower = roll(seed, hashText(`power ${link.id}`), at) < powerShare
        add(cuts, isPower ? all : [link.id], at, lengthMs(what, at, median))
      }
      for (const { at } of starts(`lossy ${link.id}`, lossySpells)) add(lossy, [link.id], at, lossyMs)
    }
    if (place.kind !== 'region') continue
    for (const { at, what } of starts(`region ${place.code}`, outagesOfRegion)) {
      add(cuts, all, at, lengthMs(what, at, medianMs))
    }
  }
  return { cuts, lossy }

  /** At most one a day. */
  function* starts(name: string, aMonth: number): Generator<{ at: number; what: number }> {
    const what = hashText(name)
    for (let day = Math.floor(from / dayMs); day * dayMs < to; day++) {
      if (roll(seed, what, day) >= aMonth / daysAMonth) continue
      const at = day * dayMs + Math.floor(roll(seed, what, day + 0.5) * dayMs)
      if (at >= from && at < to) yield { at, what }
    }
  }

  /** Log-normal; what was not over at the end of the period is over there. */
  function lengthMs(what: number, at: number, median: number): number {
    const [one, other] = [roll(seed, what, at), roll(seed, what, at + 1)]
    const normal = Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other)
    return Math.min(longestMs, Math.max(shortestMs, median * Math.exp(spread * normal)))
  }

  function add(spells: Spell[], links: string[], at: number, ms: number): void {
    const end = Math.min(to, Math.floor(at + ms))
    for (const link of links) spells.push({ link, from: at, to: end })
  }
}
