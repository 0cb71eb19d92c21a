import type { Clock } from '../../domain/clock.ts'
import type { Vpn } from '../../domain/link.ts'
import type { Answer, InterfaceReading, RouterIdentity, Visit } from '../../domain/reading.ts'
import { hasRestarted } from '../../domain/uptime.ts'
import type { Kind } from './adoption.ts'
import { aimsOf, readAims } from './aims.ts'
import { sessionNames } from './bgp.ts'
import { createBudget, type WalkMeans } from './column-walk.ts'
import { lookFurther } from './endpoints.ts'
import type { Patience } from './exchange.ts'
import { failed, toAnswer } from './failure.ts'
import { getAll, type Values } from './get-all.ts'
import { enterpriseIn, readIdentity } from './identity.ts'
import { lacksWideCounters, nameIn, namesOf, notFound, readRow } from './interface-row.ts'
import { awaitsReturn, countInterfaces, findInterfaces, namesToFind, postponeSearch } from './interfaces.ts'
import { system } from './mib.ts'
import { namesToDoubt, noteFallen, takeRowsThatAreUp } from './other-rows.ts'
import { forgetRows, type KnownInterface, type RouterMemory } from './router-memory.ts'
import { tunnelNames } from './tunnels.ts'
import { toUnsigned32 } from './values.ts'

/** A link, and what of the router carries it. */
export interface WantedLink {
  link: string
  /** Of the interface whose traffic is read; null: of none. */
  name: string | null
  vpn: Vpn | null
  /** Address that is asked by the sweep. */
  endpoint: string
  /** By what name each kind was found before this run, as the history has it; null: it was not. */
  history: Readonly<Record<Kind, string | null>>
}

const nothingLeftOut: ReadonlySet<string> = new Set()

type Answered = Extract<Values, { ok: true }>

/** A GET, one more with what was found or learned by it, and one for each further surprise; then enough. */
const maxRounds = 4

/** How long an SNMPv1 router may go on refusing one name after the other; what it taught is kept for the next visit. */
const longestLessonsMs = 20_000

/**
 * Visits one router: a single GET when all is as it was the last time, but for the tables that have to be
 * walked. Where an index is not known, or its name has moved, the interfaces are looked for and the GET is
 * repeated, so that no value of one interface is ever told as another's. A link whose interface could be
 * neither found nor missed is absent from the answer.
 */
export async function visitRouter(
  memory: RouterMemory,
  wanted: readonly WantedLink[],
  { clock, patience }: { clock: Clock; patience: Patience },
): Promise<Answer<Visit>> {
  const aims = aimsOf(memory, wanted)
  const rows = new Set(wanted.flatMap(({ name }) => name ?? []))
  const names = [...new Set([...rows, ...aims.flatMap(({ tunnel }) => tunnel ?? [])])]
  const peers = [...new Set(aims.flatMap(({ session }) => session ?? []))]
  const searched: string[] = []
  const lessonsEndAtMs = clock.monotonicMs() + longestLessonsMs
  const mayGoOn = (): boolean => clock.monotonicMs() < lessonsEndAtMs
  let identity: RouterIdentity | null = null
  let means: WalkMeans | null = null
  for (let round = 1; ; round += 1) {
    const asked = knownOf(memory, names)
    const oids = [
      ...asked.flatMap(([name, known]) =>
        rows.has(name) ? namesOf(known, isNarrow(memory, known)) : tunnelNames(known),
      ),
      ...peers.flatMap((peer) => sessionNames(memory, peer)),
      ...(awaitsReturn(memory, names) ? [system.ifNumber] : []),
    ]
    const reply = await getAll(memory, [system.sysUpTime, ...oids], patience, mayGoOn)
    if (!reply.ok) return toAnswer(reply)
    means ??= { memory, clock, timeoutMs: patience.timeoutMs, budget: createBudget(clock) }
    const sysUpTimeCs = toUnsigned32(reply.values.get(system.sysUpTime))
    if (sysUpTimeCs === null) return toAnswer(failed('no-such-object', 'it has no sysUpTime'))
    const { isAsBefore, moved, held } = compare(memory, { asked, rows }, reply, sysUpTimeCs)
    for (const name of moved) if (searched.includes(name)) postponeSearch(memory, name, clock)
    if (!memory.isIdentified) {
      identity = await readIdentity(memory, patience)
      memory.isIdentified = identity !== null
      if (identity !== null) memory.enterprise = enterpriseIn(identity.sysObjectId)
    }
    countInterfaces(memory, toUnsigned32(reply.values.get(system.ifNumber)))
    const mayFind = round < maxRounds && means.budget.requestsLeft > 0
    const lost = mayFind ? namesToFind(memory, names, clock.monotonicMs()) : []
    searched.push(...lost)
    if (lost.length > 0) await findInterfaces(means, lost)
    noteFallen(memory, stillKnown(memory, held), reply.values)
    const doubted = mayFind ? namesToDoubt(memory, clock.monotonicMs()) : []
    const hasFound =
      (await takeRowsThatAreUp(means, doubted)) || lost.some((name) => memory.interfaces.has(name))
    if ((isAsBefore && !hasFound) || round === maxRounds) {
      const { at, monotonicMs, rttMs } = reply.arrival
      const interfaces = readingsOf(memory, wanted, stillKnown(memory, held), { ...reply, sysUpTimeCs })
      const leftOut = memory.leftOut.size === 0 ? nothingLeftOut : new Set(memory.leftOut)
      const { adopted } = memory
      const { associations, found } = await lookFurther(means, { wanted, aims, sysUpTimeCs })
      const seen = { values: reply.values, leftOut, sysUpTimeCs, associations }
      const vpn = readAims(memory, memory.adopted === adopted ? aims : aimsOf(memory, wanted), seen)
      return { ok: true, value: { at, monotonicMs, sysUpTimeCs, rttMs, interfaces, vpn, found, identity } }
    }
  }
}

function knownOf(memory: RouterMemory, names: readonly string[]): [string, KnownInterface][] {
  return names.flatMap((name) => {
    const known = memory.interfaces.get(name)
    return known === undefined ? [] : [[name, known] satisfies [string, KnownInterface]]
  })
}

function isNarrow(memory: RouterMemory, { index }: KnownInterface): boolean {
  return memory.isV1 || memory.narrow.has(index)
}

interface Comparison {
  isAsBefore: boolean
  /** Names whose index bears another. */
  moved: string[]
  /** Those asked whose name the answer confirms. */
  held: readonly [string, KnownInterface][]
}

/** Whether the answer is of the router as it is remembered; what no longer holds is forgotten. */
function compare(
  memory: RouterMemory,
  { asked, rows }: { asked: readonly [string, KnownInterface][]; rows: ReadonlySet<string> },
  { values, arrival }: Answered,
  sysUpTimeCs: number,
): Comparison {
  const upTime = { sysUpTimeCs, monotonicMs: arrival.monotonicMs }
  const isRestarted = memory.upTime !== null && hasRestarted(memory.upTime, upTime)
  memory.upTime = upTime
  if (isRestarted) {
    forgetRows(memory)
    memory.isIdentified = false
    return { isAsBefore: asked.length === 0, moved: [], held: [] }
  }
  const held = asked.filter(([name, known]) => nameIn(values, known) === name)
  const moved = held.length === asked.length ? [] : namesBeside(asked, held)
  if (moved.length > 0) {
    memory.leftOut.clear()
    memory.narrow.clear()
    for (const name of moved) memory.interfaces.delete(name)
  }
  const narrowed = held.filter(
    ([name, known]) => rows.has(name) && !isNarrow(memory, known) && lacksWideCounters(values, known),
  )
  for (const [, { index }] of narrowed) memory.narrow.add(index)
  return { isAsBefore: moved.length === 0 && narrowed.length === 0, moved, held }
}

function namesBeside(
  asked: readonly [string, KnownInterface][],
  held: readonly [string, KnownInterface][],
): string[] {
  const confirmed = new Set(held.map(([name]) => name))
  return asked.map(([name]) => name).filter((name) => !confirmed.has(name))
}

/** Without those that were forgotten since, or of which another row was taken. */
function stillKnown(
  memory: RouterMemory,
  held: readonly [string, KnownInterface][],
): readonly [string, KnownInterface][] {
  return held.filter(([name, known]) => memory.interfaces.get(name) === known)
}

/** Only what the answer proves: rows whose name it confirmed, and names that a whole search did not find. */
function readingsOf(
  memory: RouterMemory,
  wanted: readonly WantedLink[],
  held: readonly [string, KnownInterface][],
  { values, sysUpTimeCs }: Pick<Answered, 'values'> & { sysUpTimeCs: number },
): Map<string, InterfaceReading> {
  const rows = new Map<string, InterfaceReading>()
  for (const row of held)
    rows.set(row[0], readRow(values, row, { isNarrow: isNarrow(memory, row[1]), sysUpTimeCs }))
  const readings = new Map<string, InterfaceReading>()
  for (const { link, name } of wanted) {
    if (name === null) continue
    const reading = rows.get(name) ?? (memory.missing.has(name) ? notFound : undefined)
    if (reading !== undefined) readings.set(link, reading)
  }
  return readings
}
