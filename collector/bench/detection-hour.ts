/** An hour of sweeps of a network that loses echoes, in as short a time as the product's own work takes. */
import { emptyNetwork } from '../domain/empty-network.ts'
import type { Link } from '../domain/link.ts'
import type { Network } from '../domain/network.ts'
import { lossRatio } from '../domain/quality.ts'
import type { StatusChange } from '../domain/status.ts'
import { silentLog } from '../log.ts'
import { FailureLog } from '../poll/failure-log.ts'
import { FarEnds } from '../poll/far-ends.ts'
import { Fleet } from '../poll/fleet.ts'
import { Gateways } from '../poll/gateways.ts'
import { Limit } from '../poll/limit.ts'
import { LiveView } from '../poll/live-view.ts'
import { Measurement } from '../poll/measurement.ts'
import { MinuteRota } from '../poll/minute-rota.ts'
import { inTheirTurn, needsQualityRound } from '../poll/quality-round.ts'
import { Recorder } from '../poll/recorder.ts'
import { SeenRouters } from '../poll/seen-routers.ts'
import { askingPace, mostAskedAtOnce } from '../poll/starts.ts'
import { Teller } from '../poll/teller.ts'
import { createLossyEchoes, randomOf } from './detection-echoes.ts'
import { keepNothing } from './detection-ledger.ts'
import { MadeTime } from './detection-time.ts'
import { loopbackAddress } from './loopback-fleet.ts'

export interface Hour {
  links: number
  /** Of each echo, 0..1. */
  lossRatio: number
  seconds: number
  seed: number
  /** Which links, by their place, answer nothing from and to which second. */
  cuts?: readonly { link: number; from: number; to: number }[]
}

export interface LivedHour {
  changes: StatusChange[]
  /** When the hour began, epoch milliseconds. */
  beganAt: number
  /** Echoes that were asked for. */
  echoes: number
  /** By how much the loss that was measured lay off the true one, in points, on the average of all links, each minute. */
  lossErrorPoints: number[]
  cpuSeconds: number
}

const linksOfAHub = 30

/** Judged and recorded by the product's own code; only far ends, time and disk are made. */
export async function liveThroughHour(hour: Hour, signal: AbortSignal): Promise<LivedHour> {
  const time = new MadeTime(Date.UTC(2026, 10, 22))
  const cut = new Set<string>()
  const icmp = createLossyEchoes({ time, lossRatio: hour.lossRatio, cut, random: randomOf(hour.seed) })
  const changes: StatusChange[] = []
  const network = networkOf(hour.links)
  const stage = stageOf({ network, time, icmp, changes })
  const quality = new MinuteRota(stage.fleet.links, ({ link }) => link.id)
  const beganAt = time.now()
  const lossErrorPoints: number[] = []
  const from = process.cpuUsage()
  for (let second = 0; second < hour.seconds && !signal.aborted; second++) {
    for (const one of hour.cuts ?? []) {
      if (one.from === second) cut.add(loopbackAddress(one.link))
      if (one.to === second) cut.delete(loopbackAddress(one.link))
    }
    void stage.measurement.sweep(stage.fleet.slice(second))
    const now = time.now()
    const needing = quality.due(second).filter((one) => needsQualityRound(one, now))
    const lossy = inTheirTurn(needing, second)
    if (lossy.length > 0) void stage.measurement.qualityRound(lossy)
    await time.passSecond()
    await stage.recorder.flush()
    if (second % 60 === 59) lossErrorPoints.push(errorOf(stage.fleet, hour.lossRatio))
  }
  // What is on its way comes in.
  for (let second = 0; second < 10; second++) await time.passSecond()
  await stage.recorder.flush()
  stage.teller.stop()
  const { user, system } = process.cpuUsage(from)
  return { changes, beganAt, echoes: icmp.asked, lossErrorPoints, cpuSeconds: (user + system) / 1e6 }
}

interface Props {
  network: Network
  time: MadeTime
  icmp: ReturnType<typeof createLossyEchoes>
  changes: StatusChange[]
}

function stageOf({ network, time: clock, icmp, changes }: Props) {
  const fleet = new Fleet()
  fleet.apply(network, { statuses: new Map(), layers: new Map(), outages: new Map() }, clock.now())
  const view = new LiveView()
  view.reset(network, fleet, clock.now())
  const failures = new FailureLog(silentLog, clock)
  const recorder = new Recorder({
    ledger: keepNothing,
    clock,
    failures,
    onCommitted: (committed) => void changes.push(...committed),
    onRefused: () => {},
    onBroken: () => {},
  })
  const teller = new Teller({ view, clock, publish: () => {} })
  const ike = { ask: neverAsked, refused: () => ({}), close: async () => {} }
  const snmp = {
    ask: neverAsked,
    visit: neverAsked,
    engineOf: () => null,
    forget: () => {},
    inFlight: () => 0,
    refused: () => ({}),
    close: async () => {},
  }
  const shared = { network: () => network, access: () => undefined, fleet, clock, snmp }
  const farEnds = new FarEnds({ ...shared, icmp, limit: new Limit(mostAskedAtOnce, askingPace, clock) })
  const measurement = new Measurement({
    ...shared,
    farEnds,
    gateways: new Gateways({ ike, clock }),
    recorder,
    seen: new SeenRouters(),
    teller,
    failures,
    visitsBehindMs: () => 0,
    log: silentLog,
  })
  measurement.start()
  return { fleet, recorder, teller, measurement }
}

function neverAsked(): never {
  throw new Error('Only echoes are asked for in this hour.')
}

/** Over all links that were asked. */
function errorOf(fleet: Fleet, trueRatio: number): number {
  const measured = [...fleet.links].flatMap(({ belief }) => lossRatio(belief.quality) ?? [])
  const mean = measured.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, measured.length)
  return Math.abs(mean - trueRatio) * 100
}

function networkOf(links: number): Network {
  return { ...emptyNetwork, links: Array.from({ length: links }, (_, at) => linkAt(at)) }
}

function linkAt(at: number): Link {
  const hub = at - (at % linksOfAHub)
  return {
    id: `l${at}`,
    satker: String(100_000 + at),
    router: `r${at}`,
    interface: null,
    endpoint: loopbackAddress(at),
    bandwidth: null,
    medium: 'fiber',
    role: 'primary',
    reach: 'icmp',
    dependsOn: at === hub ? [] : [`l${hub}`],
    limits: { downAfter: 9, upAfter: 2, lossRatio: 0.05, rttMs: 150, loadRatio: 0.9 },
    contract: null,
    circuit: null,
    monthlyFee: null,
    vpn: null,
    formerly: [],
  }
}
