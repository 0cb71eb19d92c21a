/** A poll that is made up: the collector's snapshot with statuses and measurements, and what each sweep changes. */
import type { Outage } from '../domain/outage.ts'
import { satkerStatus } from '../domain/satker-status.ts'
import type { LinkChange, Publication, SatkerChange, Snapshot, WireLink, WireSatker } from '../serve/wire.ts'
import { roll } from '../simulator/dice.ts'

const sweepMs = 10_000
/** The parts of a sweep end one after the other; each tells its changes of status at once. */
const partsOfSweep = 5
const changingShare = 0.01
const downShare = 0.01

export class MadePoll {
  readonly #snapshot: Snapshot
  readonly #links: ReadonlyMap<string, WireLink>
  readonly #satker: ReadonlyMap<string, WireSatker>
  readonly #linksOf: ReadonlyMap<string, WireLink[]>
  readonly #open = new Map<string, Outage>()
  #at: number
  #rolled = 0
  #outages = 0

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    this.#at = snapshot.at
    this.#links = new Map(snapshot.links.map((link) => [link.id, link]))
    this.#satker = new Map(snapshot.satker.map((one) => [one.code, one]))
    this.#linksOf = Map.groupBy(snapshot.links, ({ satker }) => satker)
    for (const link of snapshot.links) {
      Object.assign(link, { status: 'up', since: this.#at, snmp: 'answering' })
      Object.assign(link, this.#measured(link))
    }
    for (const code of this.#linksOf.keys()) this.#retold(code)
    this.#turn(snapshot.links.filter(() => this.#roll() < downShare))
  }

  snapshot(): Snapshot {
    return { ...this.#snapshot, at: this.#at }
  }

  /** The messages of one sweep: of each of its parts what fell and rose, and at its end all measurements. */
  *sweep(): Generator<Publication> {
    for (let part = 0; part < partsOfSweep; part++) {
      this.#at += sweepMs / partsOfSweep
      const turning = Math.round((this.#links.size * changingShare) / partsOfSweep)
      yield this.#turn(Array.from({ length: turning }, (_, at) => this.#anyOf(at % 2 === 0)))
    }
    const links = this.#snapshot.links.map((link): LinkChange => {
      const change = this.#measured(link)
      Object.assign(link, change)
      return { id: link.id, ...change }
    })
    yield { at: this.#at, satker: [], links, outages: [] }
  }

  /** One of those that are down, which is to rise; or any, which nearly always falls. */
  #anyOf(isDown: boolean): WireLink {
    const ids = [...(isDown && this.#open.size > 0 ? this.#open : this.#links).keys()]
    return this.#links.get(ids[Math.floor(this.#roll() * ids.length)]!)!
  }

  #turn(turned: readonly WireLink[]): Publication {
    const links = [...new Set(turned)]
    for (const link of links)
      Object.assign(link, { status: link.status === 'up' ? 'down' : 'up', since: this.#at })
    const satker = [...new Set(links.map((link) => link.satker))].flatMap((code) => this.#retold(code) ?? [])
    const told = links.map(({ id, status, since }): LinkChange => ({ id, status, since }))
    return { at: this.#at, satker, links: told, outages: links.map((link) => this.#outage(link)) }
  }

  #retold(code: string): SatkerChange | null {
    const satker = this.#satker.get(code)
    const status = satkerStatus((this.#linksOf.get(code) ?? []).map((link) => link.status))
    if (!satker || satker.status === status) return null
    const change = { code, status, since: this.#at }
    Object.assign(satker, change)
    return change
  }

  #outage({ id, satker, status }: WireLink): Outage {
    const open = this.#open.get(id)
    if (open && status === 'up') {
      this.#open.delete(id)
      return { ...open, ended: this.#at }
    }
    const outage: Outage = {
      id: ++this.#outages,
      link: id,
      satker,
      status: 'down',
      began: this.#at,
      ended: null,
      unwatchedMs: 0,
      because: null,
      evidence: [],
    }
    this.#open.set(id, outage)
    return outage
  }

  #measured({ bandwidth, status }: WireLink): Partial<WireLink> {
    const rate = (most: number | undefined) => Math.round((most ?? 10e6) * this.#roll())
    const isAnswering = status !== 'down'
    return {
      rttMs: isAnswering ? Math.round(20_000 * this.#roll()) / 1_000 + 12 : null,
      lossRatio: isAnswering ? Math.floor(this.#roll() * 1.02) * 0.02 : 1,
      inBitsPerSecond: rate(bandwidth?.down),
      outBitsPerSecond: rate(bandwidth?.up),
      measuredAt: this.#at,
    }
  }

  #roll(): number {
    return roll(this.#rolled++, 1446)
  }
}
