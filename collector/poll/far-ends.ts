import { echoesOfAWholeLoss } from '../domain/belief.ts'
import type { Clock } from '../domain/clock.ts'
import { isTunnelled } from '../domain/layer-findings.ts'
import type { Network } from '../domain/network.ts'
import type { Echoes } from '../domain/reading.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { IcmpProbe } from '../probe/icmp/icmp-probe.ts'
import type { SnmpProbe } from '../probe/snmp/snmp-probe.ts'
import type { Fleet } from './fleet.ts'
import type { Limit } from './limit.ts'
import type { TrackedLink } from './tracked-link.ts'

/** How often a far end is asked: once in a sweep, again after a miss, or both at a stroke. */
const times = {
  once: { echoes: 1, tries: 1 },
  burst: { echoes: echoesOfAWholeLoss - 1, tries: 3 },
  whole: { echoes: echoesOfAWholeLoss, tries: 4 },
} as const
export type Times = keyof typeof times

/** Tries by SNMP that weigh as much as a whole burst of echoes. */
const triesOfAWholeLoss = times.whole.tries

export const burstPeriodMs = 250

export interface FarEndsDeps {
  network(): Network
  access(router: string): SnmpAccess | undefined
  fleet: Fleet
  icmp: IcmpProbe
  snmp: SnmpProbe
  limit: Limit
  clock: Clock
}

/** What was heard of links, and of the gateways of those that have a tunnel. */
export interface Heard {
  ends: Map<TrackedLink, Echoes>
  gateways: Map<TrackedLink, boolean>
}

/** By address. */
type Round = ReadonlyMap<string, Echoes['rttsMs']>

/** Asks the far ends of links as their `reach` says: by echo, by sysUpTime, or by whichever answers. */
export class FarEnds {
  readonly #deps: FarEndsDeps

  constructor(deps: FarEndsDeps) {
    this.#deps = deps
  }

  /**
   * `at` is when the asking began. A link that is absent from the answer was not seen, which is not the same as
   * lost.
   */
  async ask(links: readonly TrackedLink[], how: Times, at: number): Promise<Heard> {
    const echoing = this.#deps.icmp.by !== 'none'
    const byEcho: TrackedLink[] = []
    const bySnmp: TrackedLink[] = []
    for (const one of links) {
      const { reach } = one.link
      if (reach !== 'snmp' && echoing) byEcho.push(one)
      if (reach === 'snmp' || (reach === 'both' && (how !== 'once' || !echoing))) bySnmp.push(one)
    }
    const beside = how === 'once' && echoing ? links.filter(hasGatewayToAsk) : []
    const [heard, tries] = await Promise.all([
      this.#echo([...byEcho.map(endpointOf), ...beside.map(gatewayOf)], times[how].echoes),
      this.#tries(bySnmp, times[how].tries, at),
    ])
    const ends = endsIn(heard, byEcho, at)
    for (const [one, tried] of tries) ends.set(one, moreAlive(ends.get(one), tried))
    if (how === 'once')
      for (const [one, echoes] of ends) if (one.belief.status === 'down') ends.set(one, asWhole(echoes))
    return { ends, gateways: gatewaysIn(heard, beside) }
  }

  /** Echoes to each endpoint, which several links may share. */
  async echoes(links: readonly TrackedLink[], count: number, at: number): Promise<Map<TrackedLink, Echoes>> {
    return endsIn(await this.#echo(links.map(endpointOf), count), links, at)
  }

  /** Whether every address near us is silent; null where none is configured or echoes cannot be sent. */
  async areReferencesSilent(): Promise<boolean | null> {
    const { reference } = this.#deps.network().collector
    if (reference.length === 0) return null
    const heard = await this.#echo(reference, echoesOfAWholeLoss)
    return heard.size === 0
      ? null
      : [...heard.values()].every((rttsMs) => rttsMs.every((rttMs) => rttMs === null))
  }

  /** One round trip of sysUpTime; null was lost, undefined was not asked. */
  async trySnmp(router: string): Promise<number | null | undefined> {
    const { fleet, snmp, access, limit, clock, network } = this.#deps
    const known = fleet.router(router)
    const secrets = access(router)
    if (!known?.snmp || !secrets) return undefined
    const timeoutMs = Math.min(known.snmp.timeoutMs, network().icmp.everyMs / 5)
    const target = { router: known, access: secrets }
    return limit.run(async () => {
      const askedAt = clock.monotonicMs()
      const answer = await snmp.ask(target, timeoutMs)
      if (answer.ok) return answer.value.rttMs
      if (answer.why === 'not-asked') return undefined
      // Whoever refuses our credentials, or answers nonsense, is there: the line carries its answers.
      const answered = ['wrong-credentials', 'bad-answer', 'no-such-object'].includes(answer.why)
      return answered ? clock.monotonicMs() - askedAt : null
    })
  }

  async #echo(addresses: readonly string[], count: number): Promise<Round> {
    const { icmp, network } = this.#deps
    if (addresses.length === 0) return new Map()
    const { timeoutMs } = network().icmp
    return icmp.ask(addresses, count, { periodMs: burstPeriodMs, timeoutMs })
  }

  /** Asks each router until it answers, but no more often than `most`. */
  async #tries(links: readonly TrackedLink[], most: number, at: number): Promise<Map<TrackedLink, Echoes>> {
    const asked = new Map<TrackedLink, Echoes>()
    if (links.length === 0) return asked
    const byRouter = Map.groupBy(links, ({ link }) => link.router)
    await Promise.all(
      [...byRouter].map(async ([router, sharing]) => {
        const rttsMs: (number | null)[] = []
        while (rttsMs.length < most && (rttsMs.at(-1) ?? null) === null) {
          const rttMs = await this.trySnmp(router)
          if (rttMs === undefined) break
          rttsMs.push(rttMs)
        }
        if (rttsMs.length > 0)
          for (const one of sharing) asked.set(one, { at, rttsMs, whole: triesOfAWholeLoss, bySnmp: true })
      }),
    )
    return asked
  }
}

const endpointOf = ({ link }: TrackedLink): string => link.endpoint
const gatewayOf = ({ link }: TrackedLink): string => link.vpn?.peer ?? link.endpoint

/** The gateway of its tunnel is asked beside the far end, unless it is that. */
function hasGatewayToAsk({ link }: TrackedLink): boolean {
  return isTunnelled(link.vpn) && (link.vpn?.peer ?? link.endpoint) !== link.endpoint
}

function endsIn(heard: Round, links: readonly TrackedLink[], at: number): Map<TrackedLink, Echoes> {
  const asked = new Map<TrackedLink, Echoes>()
  for (const one of links) {
    const rttsMs = heard.get(one.link.endpoint)
    if (rttsMs) asked.set(one, { at, rttsMs, whole: echoesOfAWholeLoss })
  }
  return asked
}

function gatewaysIn(heard: Round, links: readonly TrackedLink[]): Map<TrackedLink, boolean> {
  const answered = new Map<TrackedLink, boolean>()
  for (const one of links) {
    const rttsMs = heard.get(gatewayOf(one))
    if (rttsMs)
      answered.set(
        one,
        rttsMs.some((rttMs) => rttMs !== null),
      )
  }
  return answered
}

/** Of two ways of asking, the one that got an answer; echoes if neither did. */
function moreAlive(echoes: Echoes | undefined, tries: Echoes): Echoes {
  if (!echoes) return tries
  return echoes.rttsMs.every((rttMs) => rttMs === null) && tries.rttsMs.some((rttMs) => rttMs !== null)
    ? tries
    : echoes
}

/** A link that is known to be down gets no burst: its single miss is all there is to hear. */
function asWhole(heard: Echoes): Echoes {
  return { ...heard, whole: heard.rttsMs.length }
}
