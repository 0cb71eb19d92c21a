/** What fails in a played network, and when: decided by the seed and the time alone. */
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { noLayerFaults, planLayerFaults } from './layer-faults.ts'
import type { LayerFaults } from './layer-faults.ts'
import { placesOf } from './place.ts'
import type { Place } from './place.ts'
import { PowerCycle } from './power-cycle.ts'
import type { RotaRules } from './rota.ts'
import { rotas } from './rotas.ts'

export interface FaultPlan extends LayerFaults {
  /** The link itself is broken; what it hangs on is another question. */
  isCut(linkId: string, at: number): boolean
  /** Share of the requests that the router leaves unanswered, 0..1. */
  lossRatioOf(routerId: string, at: number): number
  /** The router is without power. */
  isOff(routerId: string, at: number): boolean
  bootedAt(routerId: string, at: number): number
}

const minuteMs = 60_000
const hourMs = 3_600_000

/**
 * Four things happen: every two or three minutes an office goes for a few minutes, so that something is always
 * about to change; one or two are gone for an hour; once an hour a region goes with all behind it; and one line
 * is lossy. Beside them routers lose their power, each in a rhythm of its own, and tunnels and sessions fall on lines
 * that are whole.
 */
const rhythms = {
  brief: {
    everyMs: 150_000,
    latestStartMs: 30_000,
    shortestMs: 2 * minuteMs,
    longestMs: 4 * minuteMs,
    restSlots: 3,
    fullAt: 40,
  },
  // Never shorter than its slot: at any time at least one is gone.
  long: {
    everyMs: 40 * minuteMs,
    latestStartMs: 0,
    shortestMs: 40 * minuteMs,
    longestMs: 75 * minuteMs,
    restSlots: 2,
    fullAt: 20,
  },
  region: {
    everyMs: hourMs,
    latestStartMs: 45 * minuteMs,
    shortestMs: 5 * minuteMs,
    longestMs: 9 * minuteMs,
    restSlots: 1,
    fullAt: 4,
  },
  lossy: {
    everyMs: 3 * hourMs,
    latestStartMs: 0,
    shortestMs: 3 * hourMs,
    longestMs: 3 * hourMs,
    restSlots: 1,
    fullAt: 20,
  },
}
/** One rota serves about so many offices; a larger fleet has as many of them as it takes. */
const officesARota = 46
const regionsARota = 6
const lossyRatio = 0.1
/** What is out in the field breaks more often than what lies in the street. */
const weights: Record<Link['medium'], number> = { fiber: 1, copper: 1.5, radio: 2, cellular: 2, vsat: 2.5 }

export function planFaults(network: Network): FaultPlan {
  const { seed, outages } = network.simulator
  const places = placesOf(network)
  const placeOf = new Map(places.map((place) => [place.code, place]))
  const linkPlace = new Map(places.flatMap((place) => place.links.map((link) => [link.id, place] as const)))
  const routerPlace = new Map(network.routers.map((router) => [router.id, router.satker]))
  const power = new PowerCycle(seed, outages ? new Set(places.filter(isOffice).map(codeOf)) : new Set())

  const isOff = (routerId: string, at: number) => power.isOff(routerId, routerPlace.get(routerId) ?? '', at)
  const bootedAt = (routerId: string, at: number) =>
    power.bootedAt(routerId, routerPlace.get(routerId) ?? '', at)
  if (!outages) return { ...noLayerFaults, isCut: () => false, lossRatioOf: () => 0, isOff, bootedAt }

  const offices = places.filter(isOffice)
  const singles = offices.filter((place) => place.links.length === 1)
  const regions = places.filter((place) => place.kind === 'region')
  const always = () => true

  const region = among('region', regions, regionsARota, always)
  const long = among('long', singles, officesARota, always)
  const lossy = among('lossy', singles, officesARota, always)
  const isWell = (code: string, at: number) => {
    const place = placeOf.get(code)!
    const isBehindAnAbsentRegion = place.behind.some((parent) => region(parent, at))
    const hasPower = !place.routers.some((router) => isOff(router, at))
    return !long(code, at) && !region(code, at) && !isBehindAnAbsentRegion && hasPower
  }
  // A region with a second way out may lose its first like any office.
  const briefly = [...offices, ...regions.filter((place) => place.links.length > 1)]
  const brief = among('brief', briefly, officesARota, isWell)

  const layers = planLayerFaults(network, (code, at) => isWell(code, at) && !brief(code, at))

  return {
    ...layers,
    isCut(linkId, at) {
      const place = linkPlace.get(linkId)
      if (!place) return false
      const isFirst = place.links[0]!.id === linkId
      return region(place.code, at) || (isFirst && (long(place.code, at) || brief(place.code, at)))
    },
    lossRatioOf: (routerId, at) => (lossy(routerPlace.get(routerId) ?? '', at) ? lossyRatio : 0),
    isOff,
    bootedAt,
  }

  function among(
    name: keyof typeof rhythms,
    places: Place[],
    placesARota: number,
    isFree: RotaRules['isFree'],
  ): (code: string, at: number) => boolean {
    const members = places.map(({ code, links }) => ({ id: code, weight: weights[links[0]!.medium] }))
    const rules = { ...rhythms[name], seed, name, isFree, membersARota: placesARota }
    const turnOf = rotas(members, rules)
    return (code, at) => turnOf(code, at) !== null
  }
}

function isOffice(place: Place): boolean {
  return place.kind === 'office'
}

function codeOf(place: Place): string {
  return place.code
}
