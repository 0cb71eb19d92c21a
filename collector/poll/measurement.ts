import { afterQualityRound, afterSweep, goOnAnswering } from '../domain/belief.ts'
import type { Clock } from '../domain/clock.ts'
import type { Network } from '../domain/network.ts'
import type { Echoes, Visit } from '../domain/reading.ts'
import type { Router } from '../domain/router.ts'
import type { SnmpAccess } from '../domain/snmp-access.ts'
import type { StatusChange } from '../domain/status.ts'
import { afterAgent, afterIke, afterPeerEcho, unwatched } from '../domain/vpn-belief.ts'
import { cutOff, lapse } from '../domain/watching.ts'
import type { Log } from '../log.ts'
import type { SnmpProbe } from '../probe/snmp/snmp-probe.ts'
import type { FailureLog } from './failure-log.ts'
import type { FarEnds } from './far-ends.ts'
import type { Fleet } from './fleet.ts'
import { identify } from './identify.ts'
import { inPieces } from './in-pieces.ts'
import { judgeLinks } from './judging.ts'
import { learnFrom } from './hindsight.ts'
import { type Gateways, ikeEveryMs } from './gateways.ts'
import { takeInLayers, takeInMissedVisit } from './layer-visit.ts'
import { roundOfEchoes } from './quality-round.ts'
import type { Recorder } from './recorder.ts'
import { Sight } from './sight.ts'
import { seeAnswer, seeFailure, seeVisit, type SeenRouters } from './seen-routers.ts'
import { type Sweep, sweepLinks } from './sweep.ts'
import type { Teller } from './teller.ts'
import type { TrackedLink } from './tracked-link.ts'
import { countEchoes, takeInFailure, takeInSnmpAnswer, takeInVisit } from './visit.ts'
import { wantedOf } from './wanted.ts'

export interface MeasurementDeps {
  network(): Network
  access(router: string): SnmpAccess | undefined
  fleet: Fleet
  farEnds: FarEnds
  snmp: SnmpProbe
  gateways: Gateways
  recorder: Recorder
  seen: SeenRouters
  teller: Teller
  failures: FailureLog
  /** How much longer than a round routers wait for their visits because we are late. */
  visitsBehindMs(): number
  clock: Clock
  log: Log
}

/** Sweeps and visits after which silence means that nobody watched. */
const roundsOfPatience = 2.5

/** A visit may come in while a sweep that asked a silent router is still on its way. */
const longestSweepMs = 10_000

/** Two or three milliseconds of work: a slice of the largest fleet has five times as many. */
const calmLinksAtOnce = 240

/** The life of a measurement: probe, judge, record, publish. */
export class Measurement {
  readonly #deps: MeasurementDeps
  readonly #sight: Sight
  #startedAt = 0
  lastSweepAt: number | null = null
  lastVisitAt: number | null = null
  /** Since the start. */
  sweeps = 0
  visits = 0
  /** Visits that failed since the start, by reason. */
  readonly failed: Record<string, number> = {}

  constructor(deps: MeasurementDeps) {
    this.#deps = deps
    this.#sight = new Sight(deps)
  }

  /** True while every reference near us is silent. */
  get blind(): boolean {
    return this.#sight.isBlind
  }

  /** One slice of a sweep. */
  async sweep(links: readonly TrackedLink[]): Promise<void> {
    if (this.blind && !(await this.#sight.hasReturned())) return
    const sweep = await sweepLinks(links, { ...this.#deps, onMissed: (missed) => this.#doubt(missed) })
    for (const one of links) one.inDoubt = false
    this.lastSweepAt = sweep.at
    this.sweeps++
    if (sweep.referencesSilent) return this.#goBlind(sweep.at)
    const all = [...new Set([...links, ...sweep.seen.keys(), ...sweep.gateways.keys()])]
    // Whose fault a silence is can be told only from all of them at once; where none is silent, a piece will do.
    const most = sweep.missed === 0 ? calmLinksAtOnce : all.length
    await inPieces(all, most, (piece) => this.#takeInSweep(piece, sweep))
  }

  #takeInSweep(links: readonly TrackedLink[], { at, seen, gateways }: Sweep): void {
    const lapses = this.#lapses(links, at)
    for (const one of links) {
      const echoes = seen.get(one)
      if (echoes) this.#hear(one, echoes)
      const answered = gateways.get(one)
      if (answered !== undefined) one.vpn = afterPeerEcho(one.vpn, at, answered)
    }
    this.#settle(
      lapses,
      links.filter((one) => seen.has(one) || gateways.has(one)),
      at,
    )
  }

  /** Twenty echoes to links that lost some, so that their loss is known to a few points. */
  async qualityRound(links: readonly TrackedLink[]): Promise<void> {
    const seen = await roundOfEchoes(links, this.#deps)
    for (const [one, echoes] of seen) {
      one.belief = afterQualityRound(one.belief, echoes)
      this.#count(one, echoes)
    }
    this.#settle([], seen.keys(), this.#deps.clock.now())
  }

  /** Asks gateways of tunnels, by their IKE, that nothing else tells of. */
  async askIke(links: readonly TrackedLink[]): Promise<void> {
    if (this.blind) return
    const heard = await this.#deps.gateways.ask(links)
    for (const [one, { at, answered }] of heard) one.vpn = afterIke(one.vpn, at, answered)
    this.#settle([], heard.keys(), this.#deps.clock.now())
  }

  /** One visit of one router. One whose links are all silent, or whose agent was, gets one try, not all of them. */
  async visit(router: Router): Promise<void> {
    const { fleet, snmp, failures } = this.#deps
    const access = this.#deps.access(router.id)
    const links = fleet.linksOfRouter(router.id)
    if (!access || this.blind) return
    const patient = links.length === 0 || links.some(({ belief }) => belief.firstMissAt === null)
    const wanted = links.map(wantedOf)
    const seen = this.#deps.seen.of(router.id)
    // Else some hundred agents that never answer would take the places of all others.
    const wasSilent = seen.state === 'silent' && seen.failure?.why === 'timeout'
    const tries = patient && !wasSilent ? undefined : 1
    const answer = await snmp.visit({ router, access }, wanted, tries)
    this.visits++
    if (!answer.ok) {
      this.failed[answer.why] = (this.failed[answer.why] ?? 0) + 1
      if (patient) failures.failed('visit-failed', router.id, { why: answer.why, detail: answer.detail })
      const now = this.#deps.clock.now()
      seeFailure(seen, answer.why, now)
      for (const one of links) {
        takeInFailure(one, answer.why, patient)
        takeInMissedVisit(one, answer.why, now)
      }
      return this.#settle([], links, now)
    }
    failures.succeeded('visit-failed', router.id)
    const visit = answer.value
    this.lastVisitAt = visit.at
    seeVisit(seen, visit, wanted)
    if (visit.identity) identify(router, visit.identity, visit.at, this.#deps)
    this.#takeIn(links, visit)
  }

  /** Makes `unknown` what nobody watched while we were away: from one sweep after the last heartbeat on. */
  start(): void {
    this.#startedAt = this.#deps.clock.now()
    this.#settle(this.#lapses(this.#deps.fleet.links, this.#startedAt), [], this.#startedAt)
  }

  #takeIn(links: readonly TrackedLink[], visit: Visit): void {
    const { recorder, network, failures } = this.#deps
    // Before it is taken in: it would hide that nobody watched until it came.
    const lapses = this.#lapses(links, visit.at - longestSweepMs)
    for (const one of links) {
      const row = takeInVisit(one, visit, network().snmpEveryMs)
      if (row) recorder.rows([row])
      takeInLayers(one, visit, failures)
      const learned = learnFrom(one, visit)
      if (learned) recorder.learned(learned)
      const found = visit.interfaces.get(one.link.id)?.found
      if (found === false)
        failures.failed('interface-missing', one.link.id, { interface: one.link.interface })
      else if (found) failures.succeeded('interface-missing', one.link.id)
    }
    this.#settle(lapses, links, visit.at)
  }

  /** A first miss is told at once; whether it is more, the burst will show. */
  #doubt(missed: readonly TrackedLink[]): void {
    for (const one of missed) one.inDoubt = true
    this.#deps.teller.soon(missed)
  }

  #hear(one: TrackedLink, echoes: Echoes): void {
    if (!goOnAnswering(one.belief, echoes)) one.belief = afterSweep(one.belief, echoes)
    const answered = echoes.rttsMs.some((rttMs) => rttMs !== null)
    if (one.link.reach === 'snmp') one.vpn = afterAgent(one.vpn, echoes.at, answered)
    if (answered && one.link.reach === 'snmp') {
      takeInSnmpAnswer(one)
      seeAnswer(this.#deps.seen.of(one.link.router))
    }
    this.#count(one, echoes)
  }

  #count(one: TrackedLink, { at, rttsMs }: Echoes): void {
    const row = countEchoes(one, at, rttsMs)
    if (row) this.#deps.recorder.rows([row])
  }

  /** Judges what was heard of, hands the changes to be recorded, and tells at once what needs no record. */
  #settle(lapses: readonly StatusChange[], heard: Iterable<TrackedLink>, at: number): void {
    const { fleet, recorder, network, teller, visitsBehindMs } = this.#deps
    const { icmp, snmpEveryMs } = network()
    const holdsMs = {
      // What a visit saw does not grow old by our being late for the next.
      visit: roundsOfPatience * (snmpEveryMs + visitsBehindMs()),
      echo: roundsOfPatience * icmp.everyMs,
      ike: roundsOfPatience * ikeEveryMs,
    }
    const { changes, layers, touched } = judgeLinks(fleet, heard, { at, holdsMs })
    recorder.changes([...lapses, ...changes], layers)
    teller.soon(touched)
  }

  #lapses(links: Iterable<TrackedLink>, at: number): StatusChange[] {
    const { everyMs } = this.#deps.network().icmp
    return [...links].flatMap((one) => {
      // Before a link's first reading the gap is our own absence, whose length the heartbeat tells.
      const patienceMs = one.belief.watchedAt < this.#startedAt ? everyMs : roundsOfPatience * everyMs
      const lapsed = lapse(one.link.id, one.belief, { at, everyMs, patienceMs })
      if (!lapsed) return []
      Object.assign(one, { belief: lapsed.belief, counters: null })
      return lapsed.change
    })
  }

  #goBlind(at: number): void {
    this.#sight.lose()
    const changes: StatusChange[] = []
    for (const one of this.#deps.fleet.links) {
      one.vpn = unwatched(one.vpn, at)
      const cut = cutOff(one.link.id, one.belief, at)
      if (!cut) continue
      one.belief = cut.belief
      one.counters = null
      changes.push(cut.change)
    }
    this.#settle(changes, [], at)
  }
}
