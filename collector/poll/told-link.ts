/** A link as everybody may see it, and what of it is to be told anew; nothing is built of what did not move. */
import { isSuspect } from '../domain/belief.ts'
import type { Layer, Layers } from '../domain/layer.ts'
import { lossRatio } from '../domain/quality.ts'
import { isAvailable } from '../domain/status.ts'
import { layersOf } from '../domain/vpn-layers.ts'
import type { WireLink } from '../serve/wire.ts'
import { conditionsOf, type TrackedLink } from './tracked-link.ts'

/** Of its status only what is committed. */
export function toWireLink(tracked: TrackedLink): WireLink {
  const { link, shown, vpn } = tracked
  return {
    id: link.id,
    satker: link.satker,
    router: link.router,
    role: link.role,
    medium: link.medium,
    dependsOn: link.dependsOn,
    circuit: link.circuit,
    routerAddress: tracked.routerAddress,
    provider: tracked.provider,
    endpoint: link.endpoint,
    reach: link.reach,
    status: shown.status,
    since: shown.since,
    suspect: looksSuspect(tracked),
    condition: conditionsOf(tracked),
    layers: layersOf(vpn, link.vpn),
    snmp: tracked.snmp,
    rttMs: tracked.rttMs === null ? null : hundredths(tracked.rttMs),
    lossRatio: lossOf(tracked),
    inBitsPerSecond: whole(tracked.traffic.inBitsPerSecond),
    outBitsPerSecond: whole(tracked.traffic.outBitsPerSecond),
    bandwidth: link.bandwidth && {
      down: link.bandwidth.downBitsPerSecond,
      up: link.bandwidth.upBitsPerSecond,
    },
    measuredAt: tracked.measuredAt,
  }
}

type Urgent = Pick<WireLink, 'status' | 'since' | 'suspect' | 'condition' | 'layers' | 'snmp'>
type Measured = Pick<WireLink, 'rttMs' | 'lossRatio' | 'inBitsPerSecond' | 'outBitsPerSecond' | 'measuredAt'>

/** What is told at once; null where all of it is as it was told. */
export function urgentChange(told: Readonly<WireLink>, tracked: TrackedLink): Partial<Urgent> | null {
  const { shown, vpn, link, snmp } = tracked
  let change: Partial<Urgent> | null = null
  if (told.status !== shown.status) (change ??= {}).status = shown.status
  if (told.since !== shown.since) (change ??= {}).since = shown.since
  const suspect = looksSuspect(tracked)
  if (told.suspect !== suspect) (change ??= {}).suspect = suspect
  const condition = conditionsOf(tracked)
  if (!isSameList(told.condition, condition)) (change ??= {}).condition = condition
  const layers = layersOf(vpn, link.vpn)
  if (!areSameLayers(told.layers, layers)) (change ??= {}).layers = layers
  if (told.snmp !== snmp) (change ??= {}).snmp = snmp
  return change
}

/** How it was measured last, where that is not as it was told; `isSeen`: the page would show another number. */
export function measuredChange(
  told: Readonly<WireLink>,
  tracked: TrackedLink,
): { change: Partial<Measured>; isSeen: boolean } | null {
  const { traffic, measuredAt } = tracked
  const rttMs = tracked.rttMs === null ? null : hundredths(tracked.rttMs)
  const loss = lossOf(tracked)
  const inBits = whole(traffic.inBitsPerSecond)
  const outBits = whole(traffic.outBitsPerSecond)
  let change: Partial<Measured> | null = null
  if (told.rttMs !== rttMs) (change ??= {}).rttMs = rttMs
  if (told.lossRatio !== loss) (change ??= {}).lossRatio = loss
  if (told.inBitsPerSecond !== inBits) (change ??= {}).inBitsPerSecond = inBits
  if (told.outBitsPerSecond !== outBits) (change ??= {}).outBitsPerSecond = outBits
  if (told.measuredAt !== measuredAt) (change ??= {}).measuredAt = measuredAt
  if (change === null) return null
  const isSeen =
    (told.measuredAt === null) !== (measuredAt === null) ||
    hasMoved(told.rttMs, rttMs, stepOfDelay) ||
    hasMoved(told.lossRatio, loss, stepOfLoss) ||
    hasMoved(told.inBitsPerSecond, inBits, stepOfRate) ||
    hasMoved(told.outBitsPerSecond, outBits, stepOfRate)
  return { change, isSeen }
}

function looksSuspect({ shown, inDoubt, belief }: TrackedLink): boolean {
  if (!isAvailable(shown.status)) return false
  return inDoubt || isSuspect(belief) || (belief.status !== shown.status && !isAvailable(belief.status))
}

function hasMoved(told: number | null, now: number | null, stepOf: (value: number) => number): boolean {
  if (told === null || now === null) return told !== now
  // A hair less than the step, since binary fractions make a little less than a tenth of 4.1 - 4.
  return told !== now && Math.abs(now - told) > 0.999 * stepOf(told)
}

/** The last digit of a delay that the page shows: a tenth below ten milliseconds. */
function stepOfDelay(ms: number): number {
  return ms < 10 ? 0.1 : 1
}

function stepOfLoss(): number {
  return 0.001
}

/** Of a rate: three digits, and whole bits per second below a thousand. */
function stepOfRate(bitsPerSecond: number): number {
  let unit = 1
  while (bitsPerSecond >= 1_000 * unit) unit *= 1_000
  return unit > 1 && bitsPerSecond < 100 * unit ? unit / 10 : unit
}

function lossOf({ belief }: TrackedLink): number | null {
  const ratio = lossRatio(belief.quality)
  return ratio === null ? null : Math.round(ratio * 10_000) / 10_000
}

function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100
}

function whole(bitsPerSecond: number | null): number | null {
  return bitsPerSecond === null ? null : Math.round(bitsPerSecond)
}

function isSameList(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((one, at) => one === after[at])
}

function areSameLayers(before: Layers | null, after: Layers | null): boolean {
  if (before === null || after === null) return before === after
  return (
    isSameLayer(before.access, after.access) &&
    isSameLayer(before.tunnel, after.tunnel) &&
    isSameLayer(before.session, after.session) &&
    before.session?.peer === after.session?.peer &&
    before.session?.resetAt === after.session?.resetAt
  )
}

function isSameLayer(before: Layer | null, after: Layer | null): boolean {
  if (before === null || after === null) return before === after
  return before.state === after.state && before.since === after.since && before.by === after.by
}
